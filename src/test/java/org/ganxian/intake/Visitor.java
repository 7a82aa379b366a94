package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ganxian.Multipart;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** Somebody with a browser without script: opens pages, fills in the forms that stand on them, keeps cookies. */
public class Visitor {

    private final String server;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String[] headers;

    private HttpResponse<String> answer;
    private Document page;

    /** @param headers sent with every request, names and values in turn */
    public Visitor(int port, String... headers) {
        this.server = "http://localhost:" + port;
        this.headers = headers;
    }

    public Visitor opens(String path) throws Exception {
        return receives(HttpRequest.newBuilder(URI.create(server + path)).GET());
    }

    /** Sends the form with this CSS query as it stands, save for these fields: names and values in turn. */
    public Visitor sends(String form, String... typed) throws Exception {
        Element found = page.selectFirst(form);
        assertThat(found).as("%s on%n%s", form, page.text()).isNotNull();
        Map<String, String> fields = new LinkedHashMap<>();
        ((FormElement) found).formData().forEach(f -> fields.put(f.key(), f.value()));
        for (int i = 0; i < typed.length; i += 2) {
            fields.put(typed[i], typed[i + 1]);
        }
        return posts(found.attr("action"), fields);
    }

    /** A file chosen in the field of this name. */
    public record Chosen(String field, String filename, byte[] content) {}

    /** As {@link #sends}, a form with file fields; one in which nothing is chosen is sent as browsers send it. */
    public Visitor sendsFiles(String form, List<Chosen> files, String... typed) throws Exception {
        Element found = page.selectFirst(form);
        assertThat(found).as("%s on%n%s", form, page.text()).isNotNull();
        assertThat(found.attr("enctype")).isEqualTo("multipart/form-data");
        List<String> fileFields = found.select("input[type=file]").eachAttr("name");
        assertThat(fileFields).containsAll(files.stream().map(Chosen::field).toList());
        Map<String, String> fields = new LinkedHashMap<>();
        ((FormElement) found)
                .formData().stream()
                        .filter(f -> !fileFields.contains(f.key()))
                        .forEach(f -> fields.put(f.key(), f.value()));
        for (int i = 0; i < typed.length; i += 2) {
            fields.put(typed[i], typed[i + 1]);
        }
        Multipart body = new Multipart();
        fields.forEach(body::text);
        for (String field : fileFields) {
            if (files.stream().noneMatch(f -> f.field().equals(field))) {
                body.file(field, "", new byte[0]);
            }
        }
        files.forEach(f -> body.file(f.field(), f.filename(), f.content()));
        return receives(body.into(HttpRequest.newBuilder(URI.create(server + found.attr("action")))));
    }

    public Visitor posts(String path, Map<String, String> fields) throws Exception {
        String body = fields.entrySet().stream()
                .map(f -> URLEncoder.encode(f.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return receives(HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private Visitor receives(HttpRequest.Builder request) throws IOException, InterruptedException {
        request.header("Accept", "text/html,*/*;q=0.8").header("Accept-Language", "en-US,en;q=0.9");
        if (headers.length > 0) {
            request.headers(headers);
        }
        answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        page = Jsoup.parse(answer.body(), answer.uri().toString());
        return this;
    }

    /** The page is one of ours, in Chinese, with this status. */
    public Visitor sees(int status) {
        assertThat(answer.statusCode()).as(page.text()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("zh-CN");
        assertThat(page.selectFirst("h1").text()).containsPattern("\\p{IsHan}");
        assertThat(page.text()).doesNotContain("Whitelabel").doesNotContain("Exception");
        return this;
    }

    public Document page() {
        return page;
    }

    /** Text of the first element with this CSS query. */
    public String text(String query) {
        Element found = page.selectFirst(query);
        assertThat(found).as("%s on%n%s", query, page.text()).isNotNull();
        return found.wholeText().strip();
    }

    public boolean shows(String query) {
        return page.selectFirst(query) != null;
    }

    /** Path and query of the address line. */
    public String at() {
        URI uri = answer.uri();
        return uri.getPath() + (uri.getQuery() == null ? "" : "?" + uri.getQuery());
    }

    public HttpResponse<String> answer() {
        return answer;
    }

    public List<HttpCookie> cookies(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals(name))
                .toList();
    }

    public void forgets(String cookie) {
        cookies(cookie).forEach(c -> cookies.getCookieStore().remove(null, c));
    }
}
