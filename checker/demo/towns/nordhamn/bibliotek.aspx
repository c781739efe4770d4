<html><head><title>Nordhamn kommune: Nordhamn bibliotek</title></head><body bgcolor=white>
<table width=100%><tr><td width=180 valign=top class=meny>
<a href=/tjenester.aspx>Tjenester A-Å</a><br><a href=/priser.aspx>Priser</a><br><a href=/apningstider.aspx>Åpningstider</a><br><a href=/kontakt.aspx>Kontakt</a><br><a href=/skjema.aspx>Skjema og selvbetjening</a>
</td><td valign=top>
<h1>Nordhamn bibliotek</h1>
<table border=1><tr><th>Åpningstider<th>Ma<th>Ti<th>On<th>To<th>Fr<th>Lø<tr><td>Nordhamn<td>10-16<td>10-19<td>10-16<td>10-19<td>10-16<td>10-14<tr><td>Ytterøy filial<td>stengt<td>16-19<td>stengt<td>16-19<td>stengt<td>stengt</table>
<hr><small>Nordhamn kommune, Havnegata 1. Sentralbord 75 00 03 00. post@nordhamn.example. <a href=/erklaering.aspx>Tilgjengelighetserklæring</a></small>
</td></tr></table></body></html>
