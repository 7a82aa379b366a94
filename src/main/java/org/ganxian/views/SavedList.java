package org.ganxian.views;

/** A list of staff whose views can be kept. */
public enum SavedList {
    CASES("/desk/cases"),
    SUPERVISIONS("/desk/supervisions"),
    REGISTERED("/desk"),
    APPLICATIONS("/desk/applications"),
    DISPATCH("/desk/dispatch"),
    MERGES("/desk/merges"),
    PUBLISHED("/desk/published"),
    IMPORTS("/desk/import"),
    NOTICES("/desk/notices"),
    UNITS("/desk/units"),
    PEOPLE("/desk/people"),
    REPLIES("/desk/replies"),
    SERVICES("/desk/services"),
    MESSAGES("/desk/messages"),
    BURSTS("/desk/bursts"),
    REPORTS("/desk/reports"),
    PRIVACY("/desk/privacy"),
    AUDIT("/desk/audit"),
    DISPUTES("/desk/mediations"),
    DUTIES("/desk/mediations/duties");

    private final String path;

    SavedList(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }
}
