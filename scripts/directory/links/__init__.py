"""Every link and every fact checked: fetch → judge → history → report.

`addresses` says what is to be visited, `crawl` visits it politely, `verdicts` and `facts` judge
what was seen, `history` keeps it, `problems` and `report` say what is to be done.
"""
