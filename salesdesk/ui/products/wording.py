"""How a product reads in the list and at the head of its sheet."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from salesdesk.domain.locally import exact_money, grouped, whole_money
from salesdesk.i18n import _, ngettext
from salesdesk.services.product_list import Line
from salesdesk.services.product_sheet import Sheet
from salesdesk.ui.tables import Cell, Column
from salesdesk.ui.widgets.entering import many


def columns() -> tuple[Column[Line], ...]:
    """What is shown of a product; the columns hidden last are those asked for at a stand."""
    return (
        Column("name", _("Product"), lambda p: Cell(p.name, strong=True), 205, 0, "name", stretch=True),
        Column("number", _("Number"), lambda p: Cell(p.number), 80, 5, "number"),
        Column("category", _("Category"), lambda p: Cell(p.category), 104, 7, "category"),
        Column("price", _("List price"), _price, 98, 1, "price", right=True),
        Column("cost", _("Cost"), _cost, 86, 6, "cost", right=True),
        Column("margin", _("Margin"), _margin, 76, 3, "margin", right=True),
        Column("on_hand", _("On hand"), _on_hand, 80, 2, "on_hand", right=True),
        Column("pieces", _("Sold this year"), _pieces, 112, 4, "pieces", right=True),
        Column("sold", _("Net sum"), _sold, 118, 4, "sold", right=True),
    )


def share(part: Decimal | Fraction) -> str:
    """A share of 1 in whole per cent."""
    return _("{number} %").format(number=round(part * 100))


def _price(one: Line) -> Cell:
    return Cell(exact_money(one.price.minor, one.price.currency) if one.price else "")


def _cost(one: Line) -> Cell:
    return Cell(exact_money(one.cost.minor, one.cost.currency) if one.cost else "")


def _margin(one: Line) -> Cell:
    return Cell(share(one.margin) if one.margin is not None else "")


def _on_hand(one: Line) -> Cell:
    return Cell("" if one.on_hand is None else many(one.on_hand))


def _pieces(one: Line) -> Cell:
    return Cell(many(one.pieces) if one.pieces else "")


def _sold(one: Line) -> Cell:
    told = whole_money(one.sold) if one.sold.minor else ""
    if one.elsewhere:  # what cannot be added is named, never guessed
        return Cell(f"{told} + …" if told else _("elsewhere"))
    return Cell(told)


def counted(shown: int, of: int) -> str:
    """How many products there are, and how many of them are shown."""
    if shown != of:
        return _("{number} of {all}").format(number=grouped(shown), all=grouped(of))
    return ngettext("{number} product", "{number} products", of).format(number=grouped(of))


def stands(sheet: Sheet, line: Line | None) -> str:
    """The figures of a product in a line: `1 590 kr · margin 43 % · 12 sold this year, 18 900 kr`."""
    parts = [exact_money(sheet.price.minor, sheet.price.currency) if sheet.price else _("No list price yet")]
    if line is not None and line.margin is not None:
        parts.append(_("margin {share}").format(share=share(line.margin)))
    if line is not None and line.pieces:
        sold = _("{number} sold this year").format(number=many(line.pieces))
        parts.append(f"{sold}, {whole_money(line.sold)}" if line.sold.minor else sold)
    return " · ".join(parts)


def bundle(sheet: Sheet) -> str:
    """What the price of a bundle leaves beside its parts sold one by one; says what is missing for that."""
    if not sheet.held:
        return ""
    found, price = sheet.bundle, sheet.price
    if price is None:
        return _("Give the bundle a list price to see what it leaves.")
    if found is None:
        return _("Give each part a list price in {currency} to see what the bundle leaves.").format(
            currency=price.currency
        )
    told = [_("One by one {amount}.").format(amount=exact_money(found.apart, price.currency))]
    if found.discount > 0:
        told.append(_("The bundle gives {share} of that away.").format(share=share(found.discount)))
    elif found.discount < 0:
        told.append(_("The bundle costs {share} more than that.").format(share=share(-found.discount)))
    else:
        told.append(_("The bundle costs the same."))
    if sheet.costs_known and found.leaves.margin is not None:
        left = exact_money(found.leaves.profit, price.currency)
        told.append(_("It leaves {amount} ({share}).").format(amount=left, share=share(found.leaves.margin)))
    elif not sheet.costs_known:
        told.append(_("Not every part has a cost, so nobody knows what it leaves."))
    return " ".join(told)
