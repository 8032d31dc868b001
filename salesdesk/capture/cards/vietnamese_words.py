"""The words that Vietnamese cards are written with, to complete what a recogniser without their letters leaves of them.

Phrases, so that a word tells of its neighbour: after "xuất" stands "khẩu".
"""

from __future__ import annotations

from typing import Final

from salesdesk.domain.text import fold


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


TITLES: Final = _phrases(
    """
    giám đốc, phó giám đốc, tổng giám đốc, phó tổng giám đốc, giám đốc kinh doanh, giám đốc điều hành,
    giám đốc tài chính, giám đốc kỹ thuật, giám đốc nhà máy, giám đốc bán hàng, giám đốc sản xuất, giám
    đốc chi nhánh, giám đốc dự án, giám đốc nhân sự, giám đốc sáng tạo, giám đốc tiếp thị, chủ tịch, phó
    chủ tịch, chủ tịch hội đồng quản trị, hội đồng thành viên, trưởng phòng, phó phòng, phó trưởng
    phòng, trưởng phòng kinh doanh, trưởng phòng mua hàng, trưởng phòng xuất khẩu, trưởng phòng nhập
    khẩu, trưởng phòng xuất nhập khẩu, trưởng phòng nhân sự, trưởng phòng kỹ thuật, trưởng phòng bán
    hàng, trưởng phòng tiếp thị, trưởng phòng dự án, trưởng phòng thiết kế, trưởng phòng kế hoạch,
    trưởng phòng vật tư, trưởng bộ phận, trưởng nhóm, trưởng đại diện, trưởng chi nhánh, trưởng ban,
    nhân viên, nhân viên kinh doanh, nhân viên bán hàng, nhân viên tư vấn, chuyên viên, chuyên viên tư
    vấn, chuyên viên kinh doanh, chuyên gia, cố vấn, kế toán, kế toán trưởng, kỹ sư, kỹ sư bán hàng, kỹ
    sư dự án, kỹ sư trưởng, kỹ sư xây dựng, kỹ sư cơ khí, kỹ sư phần mềm, kỹ sư điện, kỹ thuật viên,
    kiến trúc sư, luật sư, bác sĩ, dược sĩ, thạc sĩ, tiến sĩ, giáo sư, thư ký, trợ lý, trợ lý giám đốc,
    quản lý, quản lý bán hàng, quản lý dự án, quản lý chất lượng, quản lý sản xuất, quản lý khu vực,
    quản đốc, điều phối viên, đại diện, đại diện bán hàng, đại diện kinh doanh, phụ trách, phụ trách mua
    hàng, phụ trách kinh doanh, người sáng lập, nhà sáng lập, đồng sáng lập, chủ cửa hàng, chủ nhiệm,
    nhà thiết kế, thiết kế nội thất, chăm sóc khách hàng, dịch vụ khách hàng, thủ kho, hướng dẫn viên,
    lễ tân, biên tập viên, nghiên cứu, phát triển, phát triển thị trường, phát triển kinh doanh,
    marketing, đối ngoại, cung ứng, mua hàng, bán hàng, kinh doanh, xuất khẩu, nhập khẩu
    """
)
BUSINESS: Final = _phrases(
    """
    công ty, công ty cổ phần, công ty tnhh, công ty tnhh một thành viên, trách nhiệm hữu hạn, doanh
    nghiệp tư nhân, tập đoàn, tổng công ty, hợp tác xã, liên doanh, chi nhánh, văn phòng, văn phòng đại
    diện, nhà máy, xí nghiệp, cửa hàng, siêu thị, ngân hàng, khách sạn, nhà hàng, nhà sách, bệnh viện,
    phòng khám, trường đại học, viện, trung tâm, thương mại, sản xuất, dịch vụ, thương mại dịch vụ, sản
    xuất thương mại, đầu tư, đầu tư phát triển, xây dựng, thiết bị, công nghệ, kỹ thuật, công nghiệp,
    nông nghiệp, lâm nghiệp, thực phẩm, đồ uống, nước giải khát, cà phê, trà, chè, gạo, hạt điều, hồ
    tiêu, trái cây, rau quả, nông sản, thủy sản, hải sản, thủ công mỹ nghệ, gốm sứ, mây tre, đồ gỗ, gỗ,
    nội thất, bao bì, giấy, in ấn, nhựa, cao su, hóa chất, sơn, thép, kim loại, nhôm, cơ khí, máy móc,
    điện, điện tử, điện lạnh, năng lượng, năng lượng mặt trời, môi trường, dệt, dệt may, may mặc, thời
    trang, giày da, da giày, túi xách, sợi, vải, vận tải, vận chuyển, kho vận, hàng hải, hàng không,
    tiếp vận, giao nhận, cảng, du lịch, lữ hành, bất động sản, địa ốc, kiến trúc, thiết kế, quảng cáo,
    truyền thông, viễn thông, phần mềm, tin học, giáo dục, đào tạo, y tế, dược phẩm, mỹ phẩm, bảo hiểm,
    tài chính, chứng khoán, tư vấn, xuất nhập khẩu, ô tô, xe máy, phụ tùng, việt nam, quốc tế, đông nam,
    phương nam, miền nam, miền bắc, miền trung, mê kông, sông hồng, sao mai, ánh dương, hoa sen, thành
    công, tân tiến, toàn cầu, đại dương, hòa bình, thịnh vượng, á châu, bình minh, ngôi sao, phú quý,
    hưng thịnh, an phát, thiên long, kim long, đại phát, hoàng gia, sài gòn
    """
)
CITIES: Final = _phrases(
    """
    hà nội, hồ chí minh, đà nẵng, hải phòng, cần thơ, an giang, bà rịa, vũng tàu, bà rịa - vũng tàu, bạc
    liêu, bắc giang, bắc kạn, bắc ninh, bến tre, bình dương, bình định, bình phước, bình thuận, cà mau,
    cao bằng, đắk lắk, đắk nông, điện biên, đồng nai, đồng tháp, gia lai, hà giang, hà nam, hà tĩnh, hải
    dương, hậu giang, hòa bình, hưng yên, khánh hòa, kiên giang, kon tum, lai châu, lạng sơn, lào cai,
    lâm đồng, long an, nam định, nghệ an, ninh bình, ninh thuận, phú thọ, phú yên, quảng bình, quảng
    nam, quảng ngãi, quảng ninh, quảng trị, sóc trăng, sơn la, tây ninh, thái bình, thái nguyên, thanh
    hóa, thừa thiên huế, tiền giang, trà vinh, tuyên quang, vĩnh long, vĩnh phúc, yên bái, huế, nha
    trang, đà lạt, vinh, biên hòa, buôn ma thuột, quy nhơn, pleiku, phan thiết, mỹ tho, long xuyên, rạch
    giá, hạ long, thủ dầu một, tân an, tam kỳ, hội an, sa đéc, việt trì, việt nam, sài gòn, thủ đức,
    phan rang, tuy hòa, đồng hới, cam ranh, móng cái, sầm sơn, phú quốc, châu đốc
    """
)
STREETS: Final = _phrases(
    """
    quận, phường, huyện, xã, thị xã, thành phố, tp, tỉnh, đường, phố, ngõ, ngách, hẻm, tổ, khu phố, khu
    công nghiệp, kcn, khu đô thị, khu chế xuất, lô, tầng, tòa nhà, số, lầu, ấp, thôn, đại lộ, quốc lộ,
    xa lộ, cụm công nghiệp, khu công nghệ cao, ba đình, hoàn kiếm, đống đa, hai bà trưng, cầu giấy,
    thanh xuân, hoàng mai, long biên, tây hồ, hà đông, nam từ liêm, bắc từ liêm, gia lâm, đông anh, sóc
    sơn, mê linh, tân bình, tân phú, bình thạnh, gò vấp, phú nhuận, bình tân, củ chi, hóc môn, nhà bè,
    bình chánh, cần giờ, hải châu, thanh khê, sơn trà, ngũ hành sơn, liên chiểu, cẩm lệ, hòa vang, hồng
    bàng, lê chân, ngô quyền, kiến an, hải an, đồ sơn, dương kinh, ninh kiều, bình thủy, cái răng, ô
    môn, thuận an, dĩ an, bến cát, tân uyên, thảo điền, an phú, đa kao, bến nghé, bến thành, tân thuận,
    tân tạo, sóng thần, mỹ phước, amata, long thành, nhơn trạch, vsip, thăng long, nội bài, hòa khánh,
    hòa cầm, đình vũ, tràng duệ, nomura, trà nóc, hiệp phước, linh trung, lê thánh tôn, lê thánh tông,
    nguyễn trãi, trần phú, hoàng văn thụ, lê lợi, nguyễn huệ, lý thường kiệt, trần hưng đạo, điện biên
    phủ, cách mạng tháng tám, nguyễn văn linh, võ văn kiệt, phạm văn đồng, lê duẩn, bạch đằng, hùng
    vương, nguyễn thị minh khai, nam kỳ khởi nghĩa, đồng khởi, pasteur, võ thị sáu, nguyễn đình chiểu,
    phan chu trinh, phan châu trinh, phan bội châu, phan đình phùng, ngô gia tự, nguyễn du, hàm nghi, lê
    văn lương, nguyễn chí thanh, láng hạ, kim mã, đào tấn, liễu giai, giảng võ, tôn đức thắng, nguyễn
    thái học, xô viết nghệ tĩnh, trường chinh, lạc long quân, âu cơ, hoàng quốc việt, xuân thủy, phạm
    hùng, lê hồng phong, lạch tray, điện biên, quang trung, trần quang khải, bà triệu, hàng bài, tràng
    tiền, hàng bạc, lý tự trọng, lê quý đôn, nguyễn tất thành, nguyễn văn cừ, nguyễn hữu cảnh, nguyễn
    hữu thọ, nguyễn xiển, nguyễn oanh, phan văn trị, quang trung, phan xích long, hoàng diệu, nguyễn
    công trứ, hai tháng chín, ba tháng hai, nguyễn văn trỗi, cộng hòa, trường sơn, hồng hà, hoàng hoa
    thám, thụy khuê, đội cấn, trần duy hưng, hai bà trưng, lê lai, lê đại hành, lý thái tổ, hồ tùng mậu,
    mạc đĩnh chi, tô hiến thành, sư vạn hạnh, lũy bán bích, âu cơ, hòa bình, tên lửa, kinh dương vương
    """
)
NAMES: Final = _phrases(
    """
    nguyễn, trần, lê, phạm, hoàng, huỳnh, phan, vũ, võ, đặng, bùi, đỗ, hồ, ngô, dương, lý, đinh, đoàn,
    lâm, trịnh, mai, cao, lương, tạ, tô, chu, hà, thái, tăng, trương, đào, phùng, vương, quách, thạch,
    châu, kiều, la, tống, triệu, văn, thị, đức, minh, hữu, quốc, ngọc, thanh, xuân, thu, hồng, anh, bảo,
    gia, đình, công, quang, kim, như, mỹ, phương, khánh, tuấn, bình, chi, cường, dung, dũng, duy, đạt,
    giang, hải, hạnh, hằng, hiền, hiếu, hoa, hòa, huệ, hùng, huy, huyền, hương, khoa, kiên, lan, linh,
    loan, long, ly, my, nam, nga, ngân, nhung, oanh, phong, phúc, phước, quân, quyên, quỳnh, sơn, tài,
    tâm, tân, thành, thảo, thắng, thịnh, thúy, thủy, thư, tiến, toàn, trang, trâm, trí, trinh, trung,
    tú, tùng, tuyết, uyên, vân, việt, vinh, vy, yến, hậu, khôi, khang, lộc, lợi, mạnh, nhân, nhật, phát,
    phú, quý, sang, sinh, tín, thông, thuận, trọng, trường, vượng, bích, cẩm, diệp, diễm, hường, hà,
    liên, lệ, nguyệt, nhàn, nhi, thơ, thoa, thùy, trúc, tường, vi, ý, đông, đăng, an, ân, bách, chiến,
    cúc, đại, đan, điệp, giáp, hiệp, hoài, hoạt, học, hưng, hợp, khải, khiêm, kỳ, lực, luân, lượng,
    nghĩa, ninh, nội, pháp, phụng, sỹ, thạnh, thiên, thiện, thế, thi, tiên, tình, toản, trân, triết,
    tuân, viên, xuyến, nguyễn thị, nguyễn văn, trần thị, trần văn, lê thị, lê văn, phạm thị, phạm văn,
    vũ thị, đỗ thị, bùi thị, hoàng thị, minh khai, minh châu, quốc huy, quốc bảo, hoàng đạt, thanh
    hương, hồng nhung, ngọc anh
    """
)
PHRASES: Final = tuple(dict.fromkeys((*TITLES, *BUSINESS, *CITIES, *STREETS, *NAMES)))
PLACES: Final = frozenset(fold(city) for city in CITIES)
