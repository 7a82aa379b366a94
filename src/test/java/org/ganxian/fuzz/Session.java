package org.ganxian.fuzz;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;

/** Logs somebody in to Tasklist. */
final class Session {

    private Session() {}

    /** The headers by which the webapps know the session and its forms. */
    static String of(int port, String username) {
        CookieManager cookies = new CookieManager();
        HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
        URI page = URI.create("http://127.0.0.1:" + port + "/camunda/app/tasklist/default/");
        try {
            http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
            int status = http.send(
                            HttpRequest.newBuilder(page.resolve("/camunda/api/admin/auth/user/default/login/tasklist"))
                                    .header("X-XSRF-TOKEN", token(cookies))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString("username=" + username + "&password=ganxian"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new AssertionError(username + " cannot log in: " + status);
            }
            http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        String all = cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return "Cookie: " + all + "\r\nX-XSRF-TOKEN: " + token(cookies) + "\r\n";
    }

    private static String token(CookieManager cookies) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }
}
