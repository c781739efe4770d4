<html><head><title>Nordhamn kommune: Svømmehall</title></head><body bgcolor=white>
<table width=100%><tr><td width=180 valign=top class=meny>
<a href=/tjenester.aspx>Tjenester A-Å</a><br><a href=/priser.aspx>Priser</a><br><a href=/apningstider.aspx>Åpningstider</a><br><a href=/kontakt.aspx>Kontakt</a><br><a href=/skjema.aspx>Skjema og selvbetjening</a>
</td><td valign=top>
<h1>Svømmehall</h1>
<p>Nordhamn svømmehall er åpen for alle onsdager 18:00 – 21:00 og lørdager 10:00 – 14:00 i perioden 1. september – 31. mai.
<hr><small>Nordhamn kommune, Havnegata 1. Sentralbord 75 00 03 00. post@nordhamn.example. <a href=/erklaering.aspx>Tilgjengelighetserklæring</a></small>
</td></tr></table></body></html>
