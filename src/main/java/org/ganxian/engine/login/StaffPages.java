package org.ganxian.engine.login;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a login may lead: to pages of staff's here, and to nobody else's site. */
final class StaffPages {

    static final String TASKLIST = "/camunda/app/tasklist/default/";

    private static final Pattern PAGE = Pattern.compile(
            "/desk(/[\\w./-]*)?|/m(/(register|search|(tasks|orders|own)/[\\w-]+))?|/camunda/app/(tasklist|cockpit|admin|welcome)/default/");

    private StaffPages() {}

    static boolean isDesk(@Nullable String path) {
        return isOne(path) && path != null && path.startsWith("/desk");
    }

    static boolean isOne(@Nullable String path) {
        return path != null && PAGE.matcher(path).matches() && !path.contains("..");
    }
}
