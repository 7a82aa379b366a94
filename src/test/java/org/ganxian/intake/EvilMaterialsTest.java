package org.ganxian.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ganxian.intake.ApplicantsDoor.barber;
import static org.ganxian.intake.ApplicantsDoor.form;

import java.util.Arrays;
import java.util.Map;
import org.ganxian.IntegrationTest;
import org.ganxian.Multipart;
import org.ganxian.intake.ApplicantsDoor.Answer;
import org.ganxian.intake.ApplicantsDoor.Filed;
import org.ganxian.window.Scans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Files that nobody should send: each is refused in Chinese and leaves nothing behind. */
@IntegrationTest
@Tag("any-database")
class EvilMaterialsTest {

    private static final int MB = 1024 * 1024;

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    private ApplicantsDoor door;
    private Map<String, Object> before;
    private boolean refused = true;

    @BeforeEach
    void anApplicantComes() {
        door = new ApplicantsDoor(port);
        before = all();
    }

    @AfterEach
    void nothingIsLeft() {
        if (refused) {
            assertThat(all()).isEqualTo(before);
        }
    }

    private Map<String, Object> all() {
        return jdbc.queryForMap("select (select count(*) from demand) demands, (select count(*) from application) apps,"
                + " (select count(*) from material_file) files, (select count(*) from application_material) lines_,"
                + " (select count(*) from ACT_RU_EXECUTION) executions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/passwd.pdf",
                "..\\..\\windows\\system32\\a.pdf",
                "/etc/cron.d/a.pdf",
                "C:\\a.pdf",
                "a\u202Efdp.pdf",
                "<script>alert(1)</script>.pdf",
                "'; drop table demand; --.pdf",
                "𠮷野家.pdf",
                ".pdf",
                "..",
            })
    void aNameIsOnlyAName(String name) throws Exception {
        refused = false;
        Filed filed = door.files(form(barber()).file("materials.floor-plan", name, Scans.pdf()));

        String kept = jdbc.queryForObject(
                "select f.name from material_file f join application a on a.id = f.application_id where a.number = ?",
                String.class,
                filed.number());
        assertThat(kept).isNotBlank().doesNotContain("/").doesNotContain("\\").doesNotContain("\n");
        assertThat(jdbc.queryForObject("select count(*) from demand", Integer.class))
                .isPositive();
    }

    @Test
    void aVeryLongNameIsCutShort() throws Exception {
        refused = false;
        Filed filed = door.files(form(barber()).file("materials.floor-plan", "长".repeat(300) + ".pdf", Scans.pdf()));
        assertThat(door.progress(filed).toString()).contains("长长长");
    }

    @Test
    void aProgramThatCallsItselfPdfIsRefused() throws Exception {
        byte[] exe = new byte[4096];
        System.arraycopy("MZ\u0090".getBytes("ISO-8859-1"), 0, exe, 0, 3);
        Answer answer = door.sends(form(barber()).file("materials.floor-plan", "平面图.pdf", exe));
        answer.blames("materials.floor-plan");
        assertThat(answer.json().get("detail").asText()).contains("只能上传材料").contains("PDF");
    }

    @Test
    void aWebPageAndADrawingWithScriptAreRefused() throws Exception {
        for (String content : new String[] {
            "<!DOCTYPE html><html><script>alert(1)</script></html>",
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "#!/bin/sh\nrm -rf /\n"
        }) {
            door.sends(form(barber()).file("materials.floor-plan", "a.png", content.getBytes("UTF-8")))
                    .blames("materials.floor-plan");
        }
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        Answer answer = door.sends(form(barber()).material("floor-plan", new byte[0]));
        assertThat(answer.blames("materials.floor-plan").json().get("detail").asText())
                .contains("文件是空的");
    }

    @Test
    void aMaterialThatTheItemDoesNotKnowIsRefused() throws Exception {
        door.sends(form(barber()).material("treasure-map", Scans.pdf())).blames("materials");
        door.sends(form(barber()).material("", Scans.pdf())).blames("materials");
        door.sends(form(barber()).material("Floor-Plan", Scans.pdf())).blames("materials");
    }

    @Test
    void aMaterialThatIsNoFileIsRefused() throws Exception {
        door.sends(form(barber()).text("materials.floor-plan", "见附件")).blames("materials.floor-plan");
    }

    @Test
    void oneBadFileAmongGoodOnesRefusesAll() throws Exception {
        door.sends(form(barber())
                        .material("application-form", Scans.pdf())
                        .material("test-report", Scans.pdf())
                        .material("floor-plan", "text".getBytes("UTF-8")))
                .blames("materials.floor-plan");
    }

    @Test
    void aFileOfElevenMegabytesIsTooLarge() throws Exception {
        Answer answer = door.sends(form(barber()).material("floor-plan", pdf(11 * MB)));
        assertThat(answer.isRefused(413).json().get("detail").asText()).contains("10 MB");
    }

    @Test
    void aFileThatTheServerItselfDoesNotTakeIsTooLarge() throws Exception {
        Answer answer = door.sends(form(barber()).material("floor-plan", pdf(20 * MB + 1)));
        assertThat(answer.isRefused(413).json().get("detail").asText()).contains("不能超过");
    }

    @Test
    void allFilesTogetherAreTooLarge() throws Exception {
        Answer answer = door.sends(form(barber())
                .material("floor-plan", pdf(9 * MB))
                .material("test-report", pdf(9 * MB))
                .material("application-form", pdf(9 * MB)));
        assertThat(answer.isRefused(413).json().get("detail").asText()).contains("不能超过");
    }

    @Test
    void twoFilesAsLargeAsFilesMayBeAreTaken() throws Exception {
        refused = false;
        door.files(form(barber()).material("floor-plan", pdf(10 * MB)).material("test-report", pdf(10 * MB)));
    }

    @Test
    void fiftyFilesAreTooMany() throws Exception {
        Answer answer = door.sends(pages(50));
        assertThat(answer.isRefused(409).json().get("detail").asText()).contains("40 个文件");
    }

    @Test
    void soManyFilesThatTheServerItselfTakesNoneAreTooMany() throws Exception {
        Answer answer = door.sends(pages(500));
        assertThat(answer.isRefused(413).json().get("detail").asText()).contains("太多");
    }

    @Test
    void fortyFilesAreNot() throws Exception {
        refused = false;
        door.files(pages(40));
    }

    private static Multipart pages(int count) {
        Multipart form = form(barber());
        byte[] page = Scans.photo("page").content();
        for (int i = 0; i < count; i++) {
            form.file("materials.floor-plan", i + ".png", page);
        }
        return form;
    }

    /** Of exactly this many bytes: whatever follows the end of a PDF is part of the file. */
    private static byte[] pdf(int bytes) {
        return Arrays.copyOf(Scans.pdf(), bytes);
    }
}
