"""The figures of kpis.md a second time, in plain SQL of another database, written without a look at the first.

Where the program and this oracle differ, one of them reads kpis.md wrongly: `README.md` says how it is read here.
"""
