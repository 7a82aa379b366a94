package org.ganxian.platform.files;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.ganxian.platform.Refusal;

/**
 * Makes a picture anew from its pixels: upright, in the usual colours, and with nothing that the camera or anybody else
 * has written beside them, such as where it was taken.
 */
final class Pictures {

    /** More than any phone of 2026 takes by itself; what says so is refused before it is unpacked. */
    private static final long MOST_PIXELS = 120_000_000;

    /** What is kept of it at most: A4 at 500 dots an inch. Larger ones are read with every second pixel only, or third ... */
    private static final long KEPT_PIXELS = 25_000_000;

    private static final float QUALITY = 0.85f;

    /** Each takes up to 200 MB for a moment. */
    private static final Semaphore AT_ONCE = new Semaphore(2);

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final Set<String> TYPES = Set.of(JPEG, PNG, "image/webp", "image/gif");

    static {
        // The server's threads see the readers that came with the product.
        ImageIO.scanForPlugins();
    }

    private Pictures() {}

    /** @param mediaType {@code image/png} for what was one before or can be seen through, else {@code image/jpeg} */
    record Picture(String mediaType, byte[] content) {}

    static boolean isOne(String mediaType) {
        return TYPES.contains(mediaType);
    }

    /**
     * @param mediaType as found by looking at the bytes
     * @throws Refusal 400 when it cannot be read or has too many pixels
     */
    static Picture anew(String field, String mediaType, byte[] content) {
        AT_ONCE.acquireUninterruptibly();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw broken(field);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, false, true);
                BufferedImage picture = upright(pixels(field, reader), orientation(mediaType, content));
                return written(
                        picture,
                        mediaType.equals(PNG) || picture.getColorModel().hasAlpha());
            } finally {
                reader.dispose();
            }
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | NullPointerException
                | ClassCastException unreadable) {
            // The readers stumble in all these ways over bytes that are no picture.
            throw broken(field);
        } finally {
            AT_ONCE.release();
        }
    }

    private static Refusal broken(String field) {
        return Refusal.field(field, "图片打不开，文件可能已损坏，请重新拍照或另存为 JPEG 后再上传");
    }

    /** The first of them, where the file has several. Its size is read first, without the pixels. */
    private static BufferedImage pixels(String field, ImageReader reader) throws IOException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw Refusal.field(
                    field, "图片的尺寸是 %d×%d 像素，太大了，请缩小后再上传".formatted(reader.getWidth(0), reader.getHeight(0)));
        }
        int every = (int) Math.ceil(Math.sqrt((double) pixels / KEPT_PIXELS));
        ImageReadParam how = reader.getDefaultReadParam();
        if (every > 1) {
            how.setSourceSubsampling(every, every, 0, 0);
        }
        return reader.read(0, how);
    }

    /** 1 to 8; 1 when nothing is said about it. */
    private static int orientation(String mediaType, byte[] content) {
        InputStream in = new ByteArrayInputStream(content);
        try {
            // Of other types nothing is read: what is packed beside the pixels of a PNG may be a bomb.
            Metadata said = switch (mediaType) {
                case JPEG -> JpegMetadataReader.readMetadata(in, List.of(new ExifReader()));
                case "image/webp" -> WebpMetadataReader.readMetadata(in);
                default -> new Metadata();
            };
            ExifIFD0Directory exif = said.getFirstDirectoryOfType(ExifIFD0Directory.class);
            return exif != null && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
                    ? exif.getInt(ExifIFD0Directory.TAG_ORIENTATION)
                    : 1;
        } catch (ImageProcessingException | MetadataException | IOException unreadable) {
            return 1;
        }
    }

    private static BufferedImage upright(BufferedImage lying, int orientation) {
        int width = lying.getWidth();
        int height = lying.getHeight();
        boolean swapped = orientation >= 5 && orientation <= 8;
        boolean seeThrough = lying.getColorModel().hasAlpha();
        BufferedImage standing = new BufferedImage(
                swapped ? height : width,
                swapped ? width : height,
                seeThrough ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = standing.createGraphics();
        try {
            canvas.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            if (!seeThrough) {
                canvas.setColor(Color.WHITE);
                canvas.fillRect(0, 0, standing.getWidth(), standing.getHeight());
            }
            canvas.drawImage(lying, turn(orientation, width, height), null);
        } finally {
            canvas.dispose();
        }
        return standing;
    }

    /** How a picture must be moved to stand upright, by the number that EXIF has for it. */
    private static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static Picture written(BufferedImage picture, boolean lossless) {
        String mediaType = lossless ? PNG : JPEG;
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(mediaType).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (!lossless) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return new Picture(mediaType, bytes.toByteArray());
    }
}
