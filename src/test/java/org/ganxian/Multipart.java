package org.ganxian;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A multipart/form-data body, written as browsers write it. */
public class Multipart {

    private static final String BOUNDARY = "----ganxian7d2a";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public Multipart text(String name, String value) {
        return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    public Multipart file(String name, String filename, byte[] content) {
        return part(
                "name=\"" + name + "\"; filename=\"" + filename.replace("\"", "%22")
                        + "\"\r\nContent-Type: application/octet-stream",
                content);
    }

    /** The file of a material. */
    public Multipart material(String code, byte[] content) {
        return file("materials." + code, code + ".pdf", content);
    }

    private Multipart part(String head, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + head + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public HttpRequest.Builder into(HttpRequest.Builder request) {
        return request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofByteArray(body.toByteArray()),
                        BodyPublishers.ofString("--" + BOUNDARY + "--\r\n")));
    }
}
