<html><head><title>Nordhamn kommune: Hjemmehjelp</title></head><body bgcolor=white>
<table width=100%><tr><td width=180 valign=top class=meny>
<a href=/tjenester.aspx>Tjenester A-Å</a><br><a href=/priser.aspx>Priser</a><br><a href=/apningstider.aspx>Åpningstider</a><br><a href=/kontakt.aspx>Kontakt</a><br><a href=/skjema.aspx>Skjema og selvbetjening</a>
</td><td valign=top>
<h1>Hjemmehjelp</h1>
<p>Hjemmehjelp koster inntil kr 1 250 per måned etter inntekt. Søk med <a href=/skjema.aspx>skjema for helse- og omsorgstjenester</a>. Du får svar innen 3-4 uker.
<hr><small>Nordhamn kommune, Havnegata 1. Sentralbord 75 00 03 00. post@nordhamn.example. <a href=/erklaering.aspx>Tilgjengelighetserklæring</a></small>
</td></tr></table></body></html>
