"""The figures of March 2026 in the story, worked out on paper."""

from __future__ import annotations

from fractions import Fraction

BY_HAND = {  # value, how many records behind it, how many left out
    # øre: A 500, B 2002 × 11.123456789012 = 22269, C 1000 × 7.05 = 7050, E 10000, F 0, credits of A and J 100 and 50
    "revenue": (Fraction(39669, 100), 6, 1),
    "sales": (5, 5, 0),  # A B C D F; E was taken back whole
    "average_ticket": (Fraction(39669, 300), 3, 1),  # over A B C: F is a gift, D has no rate
    "average_ticket.median": (Fraction("70.5"), 3, 1),
    "gross_margin": (Fraction(3020, 7550), 2, 1),  # A 500 − 300, C 7050 − 4230
    "gross_profit": (Fraction("30.2"), 2, 1),
    "units": (Fraction("6.5"), 5, 0),
    "discounts": (2, 5, 0),  # A 600 → 500 and the gift
    "discounts.share": (Fraction(2, 5), 5, 0),
    "discount_rate": (Fraction(100 + 5000, 600 + 22269 + 6345 + 5000), 4, 1),
    "win_rate": (Fraction(6, 7), 7, 1),
    "win_rate_value": (Fraction(39819, 43819), 6, 2),
    "cycle_time": (
        Fraction(407, 120),
        5,
        1,
    ),  # 10, 4 days less an hour of summer time, 2, 1, 0; C went backwards
    "cycle_time.median": (2, 5, 1),
    "up_sell": (Fraction(1, 5), 5, 0),
    "up_sell.uplift": (Fraction("70.5"), 1, 0),
    "up_sell.offered": (Fraction(2, 5), 5, 0),
    "up_sell.taken": (Fraction(1, 2), 2, 0),
    "weighted_pipeline": (Fraction("131.8315"), 3, 0),  # 40 % of 100, 90 % of 10 × 10, 55 % of 3.33
    "leads": (4, 4, 0),  # p2 p3 p4 p5; p1 was first met in February
    "leads.purchased": (1, 1, 0),
    "qualified_leads.sales-qualified": (2, 2, 0),
    "lead_conversion": (Fraction(2, 4), 4, 0),
    "lead_response": (47, 3, 0),  # 24 h, 47 h over the change of clocks, 100 h
    "lead_response.p95": (Fraction("94.7"), 3, 0),
    "lead_response.untouched": (Fraction(1, 4), 4, 0),
    "follow_up_coverage": (Fraction(2, 4), 4, 0),
    "prospecting_time": (270, 2, 0),  # 22:30 to 04:00 in the night that lacks an hour
    "activities": (5, 5, 0),
    "activities.call-out": (2, 2, 0),
    "reviews": (1, 1, 0),
    "reviews.customers": (1, 1, 0),
    "reviews.opportunities": (1, 2, 0),
    "served_per_day": (Fraction(6, 8), 8, 0),
    "served_per_day.fair": (1, 1, 0),
    "spend": (950, 4, 2),
    "spend.fair": (800, 2, 1),
    "spend.offer": (100, 1, 0),
    "contribution": (Fraction("30.2") - 950, 2, 3),
    "acquisition_cost": (475, 2, 2),  # p1 and c1 are new
    "cost_per_lead": (400, 2, 1),
    "cost_per_qualified_lead": (400, 2, 1),
    "fair_return": ((Fraction("69.5") - 800) / 800, 2, 1),
    "retention": (Fraction(1, 2), 2, 0),  # p2 stays, p6 is gone
    "churn": (Fraction(1, 2), 2, 0),
    "repeat_share": (Fraction(3, 5), 5, 0),
    "repeat_share.money": (Fraction(22269, 29819), 4, 1),
    "repeat_purchase_rate": (Fraction(2, 3), 3, 0),
    "repeat_purchase_rate.returning": (Fraction(1, 3), 3, 0),
    "second_sale_rate": (Fraction(1, 2), 2, 0),  # p1 did, c1 came a day late
    "cross_sell": (1, 1, 0),  # p2 had bowls, took a board
    "on_time_delivery": (Fraction(1, 3), 3, 0),
    "check_in_coverage": (Fraction(1, 3), 3, 0),
    "complaint_rate": (Fraction(2, 5), 5, 0),
    "complaint_resolution": ((28 + Fraction(47, 24)) / 2, 2, 0),
    "complaint_resolution.median": ((28 + Fraction(47, 24)) / 2, 2, 0),
    "complaint_recovery": (Fraction(1, 2), 2, 0),
    "csat": (Fraction(2, 3), 3, 0),
    "commission": (Fraction("129.67"), 6, 1),  # 100 + 5 % of 200 + 10 % of 196.69, which is 19.669
    "nps": (Fraction(200, 3), 3, 0),
}
