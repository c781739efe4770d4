<html><head><title>Nordhamn kommune: Tjenester A-Å</title></head><body bgcolor=white>
<table width=100%><tr><td width=180 valign=top class=meny>
<a href=/tjenester.aspx>Tjenester A-Å</a><br><a href=/priser.aspx>Priser</a><br><a href=/apningstider.aspx>Åpningstider</a><br><a href=/kontakt.aspx>Kontakt</a><br><a href=/skjema.aspx>Skjema og selvbetjening</a>
</td><td valign=top>
<h1>Tjenester A-Å</h1>
<p>B<ul><li><a href=/byggesak.aspx>Byggesak<a/><li><a href=/barnehage.aspx>Barnehage</a><li><a href=/bibliotek.aspx>Bibliotek</a></ul><p>H<ul><li><a href=/hjemmehjelp.aspx>Hjemmehjelp</a></ul><p>R<ul><li><a href=/renovasjon.aspx>Renovasjon</a></ul><p>S<ul><li><a href=/sfo.aspx>SFO</a><li><a href=/svommehall.aspx>Svømmehall</a></ul>
<hr><small>Nordhamn kommune, Havnegata 1. Sentralbord 75 00 03 00. post@nordhamn.example. <a href=/erklaering.aspx>Tilgjengelighetserklæring</a></small>
</td></tr></table></body></html>
