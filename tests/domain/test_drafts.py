"""What a file tells of somebody is the same after it was packed up, to be kept or handed to another process."""

from __future__ import annotations

import pickle
from datetime import date, time

from salesdesk.domain.drafts import AddressDraft, Detail, FollowUpDraft, Photo, ProspectDraft


def test_a_draft_comes_out_of_its_packing_as_it_went_in() -> None:
    draft = ProspectDraft(
        name="Đặng Thị Łucja",
        company="Møller Å/S",
        phones=(Detail("+47 912 34 567", "mobile"), Detail("55 12 34 56")),
        emails=(Detail("łucja@møller.example", "work"),),
        addresses=(AddressDraft(street="Ås vei 9", postal_code="5013", city="Bergen", country="NO"),),
        birthday=date(1980, 2, 3),
        tags=("kjøper", "żaluzje"),
        photo=Photo("image/png", b"\x89PNG"),
        raw_vcard=("X-ANNIVERSARY:2001",),
        follow_up=FollowUpDraft(what="Ring", day=date(2026, 12, 1), time=time(9, 30)),
    )

    packed = pickle.dumps((draft, ProspectDraft()), pickle.HIGHEST_PROTOCOL)

    assert pickle.loads(packed) == (draft, ProspectDraft())  # noqa: S301 (packed above)
