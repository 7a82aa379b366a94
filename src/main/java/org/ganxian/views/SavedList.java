package org.ganxian.views;

/** A list of staff whose views can be kept. */
public enum SavedList {
    CASES("/desk/cases"),
    SUPERVISIONS("/desk/supervisions"),
    REGISTERED("/desk"),
    APPLICATIONS("/desk/applications");

    private final String path;

    SavedList(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }
}
