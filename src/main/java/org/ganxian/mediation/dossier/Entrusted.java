package org.ganxian.mediation.dossier;

import lombok.Getter;
import lombok.RequiredArgsConstructor;

/** How a court has entrusted a dispute to the committee, and for how many days from the signed receipt (法发〔2016〕14号). */
@RequiredArgsConstructor
@Getter
public enum Entrusted {
    ASSIGNED("法院委派（立案前）", 30),
    ENTRUSTED("法院委托（立案后）", 15),
    SUMMARY("法院委托（简易程序）", 7);

    private final String title;
    private final int days;
}
