"""Names the stories that no network learns from: each training command measures on them."""

HELD = "su24,doklam,canola,prespa,ven_col,uganda_rwanda,other_a2,perejil,konev,sabhan,migingo,portillos,kurils,hainan,kartarpur"
