<html><head><title>Nordhamn kommune: SFO</title></head><body bgcolor=white>
<table width=100%><tr><td width=180 valign=top class=meny>
<a href=/tjenester.aspx>Tjenester A-Å</a><br><a href=/priser.aspx>Priser</a><br><a href=/apningstider.aspx>Åpningstider</a><br><a href=/kontakt.aspx>Kontakt</a><br><a href=/skjema.aspx>Skjema og selvbetjening</a>
</td><td valign=top>
<h1>SFO</h1>
<p>SFO er åpent for elever på 1. til 4. trinn. Se <a href=/priser.aspx>prislista</a>.<table border=1><caption>Åpningstider SFO</caption><tr><th>Mandag<th>Tirsdag<th>Onsdag<th>Torsdag<th>Fredag<tr><td>07:15-16:30<td>07:15-16:30<td>07:15-16:30<td>07:15-16:30<td>07:15-16:00</table>
<hr><small>Nordhamn kommune, Havnegata 1. Sentralbord 75 00 03 00. post@nordhamn.example. <a href=/erklaering.aspx>Tilgjengelighetserklæring</a></small>
</td></tr></table></body></html>
