<html><head><title>Nordhamn kommune: Priser og gebyrer</title></head><body bgcolor=white>
<table width=100%><tr><td width=180 valign=top class=meny>
<a href=/tjenester.aspx>Tjenester A-Å</a><br><a href=/priser.aspx>Priser</a><br><a href=/apningstider.aspx>Åpningstider</a><br><a href=/kontakt.aspx>Kontakt</a><br><a href=/skjema.aspx>Skjema og selvbetjening</a>
</td><td valign=top>
<h1>Priser og gebyrer</h1>
<p>Satsene er vedtatt i kommunestyret 11. desember 2025. Alle beløp i kroner.
<table border=1><tr><th>Tjeneste<th>2025<th>2026
<tr><th colspan=3>Skolefritidsordning (SFO), per måned
<tr><td>SFO 100 % plass<td>2 980<td>3 060
<tr><td>SFO 60 % plass<td>2 010<td>2 070
<tr><th colspan=3>Barnehage, per måned
<tr><td>Barnehage hel plass<td>2 000<td>1 200
<tr><th colspan=3>Byggesak
<tr><td>Byggesøknad enebolig<td>26 100<td>27 120
<tr><td>Byggesøknad garasje<td>4 350<td>4 520
<tr><th colspan=3>Vann og avløp, per år inkl. mva
<tr><td>Årsgebyr vann bolig<td>3 905<td>4 105
<tr><td>Årsgebyr avløp bolig<td>5 000<td>5 260
<tr><td>Tilknytningsgebyr vann bolig<td>9 500<td>9 800
</table>
<hr><small>Nordhamn kommune, Havnegata 1. Sentralbord 75 00 03 00. post@nordhamn.example. <a href=/erklaering.aspx>Tilgjengelighetserklæring</a></small>
</td></tr></table></body></html>
