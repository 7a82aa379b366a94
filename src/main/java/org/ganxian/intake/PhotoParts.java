package org.ganxian.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.util.ArrayList;
import java.util.List;
import org.ganxian.demand.Attachments;
import org.ganxian.platform.Refusal;

/** The photos of a multipart request: parts named {@code photos}. */
public final class PhotoParts {

    /** Where the page of a case sends them. */
    public static final String PATH = "/more-photos";

    public static final String NAME = "photos";

    private PhotoParts() {}

    /**
     * The photos that were chosen; a field in which none was is sent as an empty part without a name, and left out.
     *
     * @throws Refusal 400 when one came as text
     */
    public static List<Attachments.Chosen> of(HttpServletRequest request) {
        List<Attachments.Chosen> photos = new ArrayList<>();
        for (Part part : MaterialParts.all(request)) {
            if (!part.getName().equals(NAME)) {
                continue;
            }
            String filename = part.getSubmittedFileName();
            if (filename == null) {
                throw Refusal.field(NAME, "照片应为文件");
            } else if (!filename.isEmpty() || part.getSize() > 0) {
                photos.add(new Attachments.Chosen(filename, MaterialParts.bytes(part)));
            }
        }
        return photos;
    }
}
