package org.ganxian.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.files.Uploads.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a picture its pixels are kept, and nothing else that its file says. */
class PicturesTest {

    private static final Uploads.Kind PHOTOS = new Uploads.Kind(
            "照片", 5 * 1024 * 1024, Set.of("image/jpeg", "image/png", "image/webp", "image/gif"), "JPEG、PNG、WebP、GIF");
    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;

    private static Upload kept(String name, byte[] content) {
        return new Uploads(bytes -> true).check("file", name, content, PHOTOS);
    }

    @Test
    void whereAPhotoWasTakenIsNotKept() throws IOException {
        byte[] taken = file("photos/exif-gps.jpg");
        assertThat(text(taken)).contains("Exif", "PhoneXY");
        Upload kept = kept("IMG_0001.jpg", taken);
        assertThat(kept.mediaType()).isEqualTo("image/jpeg");
        assertThat(kept.name()).isEqualTo("IMG_0001.jpg");
        assertThat(text(kept.content())).doesNotContain("Exif", "PhoneXY");
        assertThat(image(kept)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void nothingThatIsHiddenBesideThePixelsIsKept(String format) throws IOException {
        byte[] secret = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        byte[] picture = written(corner(), format);
        byte[] more = Arrays.copyOf(picture, picture.length + secret.length);
        System.arraycopy(secret, 0, more, picture.length, secret.length);
        assertThat(text(kept("a." + format, more).content())).doesNotContain("script");
    }

    /** The corner that was at the top left of the sensor, and where it belongs. */
    @ParameterizedTest
    @CsvSource({
        "1, left, top", "2, right, top", "3, right, bottom", "4, left, bottom",
        "5, left, top", "6, right, top", "7, right, bottom", "8, left, bottom"
    })
    void aPhotoStandsUpright(int orientation, String side, String end) throws IOException {
        BufferedImage upright = image(kept("a.jpg", turned(written(corner(), "jpeg"), orientation)));
        boolean lying = orientation < 5;
        assertThat(upright.getWidth()).isEqualTo(lying ? WIDTH : HEIGHT);
        assertThat(upright.getHeight()).isEqualTo(lying ? HEIGHT : WIDTH);
        for (String across : new String[] {"left", "right"}) {
            for (String down : new String[] {"top", "bottom"}) {
                int x = across.equals("left") ? 3 : upright.getWidth() - 4;
                int y = down.equals("top") ? 3 : upright.getHeight() - 4;
                boolean red = new Color(upright.getRGB(x, y)).getBlue() < 128;
                assertThat(red).as(across + " " + down).isEqualTo(across.equals(side) && down.equals(end));
            }
        }
    }

    @Test
    void aPictureWithTooManyPixelsIsRefusedBeforeItIsUnpacked() throws IOException {
        byte[] bomb = written(corner(), "png");
        ByteBuffer header = ByteBuffer.wrap(bomb);
        header.putInt(16, 60_000).putInt(20, 60_000);
        CRC32 sum = new CRC32();
        sum.update(bomb, 12, 17);
        header.putInt(29, (int) sum.getValue());
        assertThatThrownBy(() -> kept("a.png", bomb))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("60000×60000 像素");
    }

    @Test
    void aLargePictureIsKeptSmaller() throws IOException {
        BufferedImage large = image(kept("a.png", written(new BufferedImage(8_000, 6_000, 10), "png")));
        assertThat(large.getWidth()).isEqualTo(4_000);
        assertThat(large.getHeight()).isEqualTo(3_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "89504E470D0A1A0A0000000D49484452",
                "FFD8FFE000104A46",
                "474946383961FFFFFFFF",
                "52494646FF00000057454250565038"
            })
    void aBrokenPictureIsRefusedWithAWayOut(String hex) {
        assertThatThrownBy(() -> kept("a", HexFormat.of().parseHex(hex)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("图片打不开");
    }

    @Test
    void aTruncatedPictureIsNoFault() throws IOException {
        for (String format : new String[] {"jpeg", "png", "gif"}) {
            byte[] whole = written(corner(), format);
            for (int length = 20; length < whole.length; length++) {
                try {
                    assertThat(image(kept("a", Arrays.copyOf(whole, length)))).isNotNull();
                } catch (Refusal refusal) {
                    assertThat(refusal.status().value()).isEqualTo(400);
                }
            }
        }
    }

    @Test
    void webpBecomesJpegAndWhatOneSeesThroughPng() throws IOException {
        byte[] webp = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        Upload kept = kept("灯.webp", webp);
        assertThat(kept.mediaType()).isEqualTo("image/jpeg");
        assertThat(kept.name()).isEqualTo("灯.jpg");
        assertThat(image(kept)).isNotNull();
        Upload seen =
                kept("a.gif", Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));
        assertThat(seen.mediaType()).isEqualTo("image/png");
        assertThat(seen.name()).isEqualTo("a.png");
        assertThat(image(seen).getColorModel().hasAlpha()).isTrue();
    }

    @Test
    void whoSendsHeicIsToldHowToSendJpeg() throws IOException {
        byte[] heic = file("photos/photo.heic");
        assertThatThrownBy(() -> kept("IMG_0001.HEIC", heic))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("HEIC")
                .hasMessageContaining("兼容性最佳");
    }

    /** Red at the top left, white elsewhere. */
    private static BufferedImage corner() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, 16, 16);
        canvas.dispose();
        return image;
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /** Says in EXIF how the camera was held. */
    private static byte[] turned(byte[] jpeg, int orientation) {
        byte[] exif =
                HexFormat.of().parseHex("ffe100224578696600004d4d002a00000008000101120003000000010000000000000000");
        ByteBuffer.wrap(exif).putShort(exif.length - 8, (short) orientation);
        ByteBuffer whole = ByteBuffer.allocate(jpeg.length + exif.length);
        return whole.put(jpeg, 0, 2).put(exif).put(jpeg, 2, jpeg.length - 2).array();
    }

    private static BufferedImage image(Upload upload) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(upload.content()));
    }

    private static byte[] file(String path) throws IOException {
        try (InputStream in = PicturesTest.class.getClassLoader().getResourceAsStream(path)) {
            return in.readAllBytes();
        }
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
