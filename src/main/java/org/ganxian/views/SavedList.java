package org.ganxian.views;

/** A list of staff whose views can be kept. */
public enum SavedList {
    CASES("/desk/cases"),
    SUPERVISIONS("/desk/supervisions"),
    REGISTERED("/desk"),
    APPLICATIONS("/desk/applications"),
    DISPATCH("/desk/dispatch"),
    PEOPLE("/desk/people"),
    SERVICES("/desk/services"),
    MESSAGES("/desk/messages"),
    AUDIT("/desk/audit");

    private final String path;

    SavedList(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }
}
