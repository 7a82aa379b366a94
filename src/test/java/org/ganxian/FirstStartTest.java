package org.ganxian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.ganxian.Caller.Answer;
import org.ganxian.HttpStory.Placed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

/** A city starts without demo data, and starts again on what it has. */
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {

    private static final Pattern PASSWORD = Pattern.compile("管理员账号 admin，密码：(\\S+)");

    @TempDir
    Path data;

    private final Set<String> atTheDoors = new HashSet<>();

    /** The web server listens from this moment on. */
    private final ApplicationListener<WebServerInitializedEvent> doorsOpen = event -> event.getApplicationContext()
            .getBean(RepositoryService.class)
            .createProcessDefinitionQuery()
            .list()
            .forEach(process -> atTheDoors.add(process.getKey()));

    @BeforeAll
    static void noOtherApplicationRuns() {
        SharedApplication.close();
    }

    @Test
    void theAdministratorsPasswordIsPrintedOnceAndTheDataOutlivesARestart(CapturedOutput output) {
        String password;
        try (ConfigurableApplicationContext first = start()) {
            Matcher printed = PASSWORD.matcher(output.getOut());
            assertThat(printed.find()).isTrue();
            password = printed.group(1);
            assertThat(password).hasSizeGreaterThan(15);
            assertOnlyTheAdministratorIsThere(first, password);
        }
        try (ConfigurableApplicationContext second = start()) {
            assertThat(PASSWORD.matcher(output.getOut()).results()).hasSize(1);
            assertOnlyTheAdministratorIsThere(second, password);
            assertThat(second.getBean(RepositoryService.class)
                            .createDeploymentQuery()
                            .count())
                    .as("nothing changed, so nothing is deployed anew")
                    .isEqualTo(1);
            anotherCitysTreeComesInOneFile(second, password);
        }
    }

    @Test
    void processesAreDeployedBeforeTheDoorsOpenAndAGivenPasswordIsNotPrinted(CapturedOutput output) throws IOException {
        try (ConfigurableApplicationContext context = start("--ganxian.admin-password=Jiulongjiang-2026")) {
            assertThat(atTheDoors).contains("order", "window-service", "escalation", "reconciliation");
            assertThat(output.getOut()).doesNotContain("Jiulongjiang-2026", "管理员账号 admin，密码");
            assertOnlyTheAdministratorIsThere(context, "Jiulongjiang-2026");
            theFirstHourIsWalkedWithTheSampleFiles(context);
        }
    }

    private static void theFirstHourIsWalkedWithTheSampleFiles(ConfigurableApplicationContext context)
            throws IOException {
        Caller admin = withAPasswordOfTheirOwn(context, "Jiulongjiang-2026");
        assertThat(admin.get("/desk/units").body()).contains("初始化还有");
        String before = admin.get("/desk/setup").body();
        assertThat(before).contains("修改初始密码", "0 个社区，0 个党支部，0 个部门", "还只有管理员");
        String sample = Files.readString(Path.of("docs/samples/单位.csv"));
        assertThat(imported(admin, "/desk/units/import", sample))
                .contains("城市管理局")
                .doesNotContain("退回</td>");
        assertThat(admin.get("/desk/setup").body()).contains("78 个社区，78 个党支部，44 个部门");
        assertThat(admin.get("/desk/setup/check").body()).contains("漳州市没有分拨员");
        assertThat(admin.get("/desk/setup/check?flow=%E7%9D%A3%E5%8A%9E").body())
                .contains("没有督办员：逾期将上报");

        String people = Files.readString(Path.of("docs/samples/人员.csv"));
        assertThat(previewed(admin, "/desk/people/import", people).body())
                .contains("<dd>2000</dd>")
                .doesNotContain("退回</span>");
        // All 2,000 take half a minute; one of the twenty members of each branch shows as much.
        imported(admin, "/desk/people/import", withOneOfEachPost(people));
        assertThat(context.getBean(IdentityService.class).createUserQuery().count())
                .isEqualTo(389);
        assertThat(admin.get("/desk/setup").body()).contains("已有工作人员");
        assertThat(admin.get("/desk/setup/check").body()).doesNotContain("没有督办员", "没有分拨员", "没有党员");
        anOrderIsServedAndRatedByPeopleOfTheFiles(context, admin);
    }

    private static void anOrderIsServedAndRatedByPeopleOfTheFiles(
            ConfigurableApplicationContext context, Caller admin) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        HttpStory story = new HttpStory(port, context.getBean(TaskService.class));
        Placed lamp = story.placed(HttpStory.order("楼道里的灯坏了，请人来换一下。", "350602001001"));
        Caller dispatcher = withTheirFirstPassword(context, admin, "gx0327");
        completes(story, dispatcher, "gx0327", lamp, "screen-order", Map.of("decision", "accept"));
        completes(story, dispatcher, "gx0327", lamp, "dispatch-order", Map.of("decision", "open"));
        Caller member = withTheirFirstPassword(context, admin, "gx0328");
        assertThat(member.get("/m?tab=open").body()).contains("楼道里的灯坏了");
        completes(
                story,
                member,
                "gx0328",
                lamp,
                "claim-order",
                Map.of("decision", "contacted", "channel", "PHONE", "note", "约好明天上午"));
        completes(story, member, "gx0328", lamp, "serve-order", Map.of("decision", "report", "report", "已换好灯管"));
        completes(story, dispatcher, "gx0327", lamp, "check-result", Map.of("decision", "approve"));
        HttpStory.assertTaken(story.rates(lamp, 5, "来得很快"));
        assertThat(story.openTasks(lamp)).isEmpty();
    }

    /** Set by the administrator, shown once, changed by whose it is. */
    private static Caller withTheirFirstPassword(
            ConfigurableApplicationContext context, Caller admin, String username) {
        String person = "/desk/people/" + username;
        Matcher shown = Pattern.compile("id=\"password\"[^>]*>([^<]+)<")
                .matcher(admin.form(person, person + "/password").body());
        assertThat(shown.find()).isTrue();
        return withAPasswordOfTheirOwn(context, username, shown.group(1));
    }

    private static void completes(
            HttpStory story, Caller person, String username, Placed order, String key, Map<String, ?> form) {
        Task task = story.task(order, key);
        if (task.getAssignee() == null) {
            HttpStory.assertTaken(story.claims(person, username, task));
        }
        HttpStory.assertTaken(story.submits(person, task, form));
    }

    private static Caller withAPasswordOfTheirOwn(ConfigurableApplicationContext context, String first) {
        return withAPasswordOfTheirOwn(context, "admin", first);
    }

    private static Caller withAPasswordOfTheirOwn(
            ConfigurableApplicationContext context, String username, String first) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        String own = "Shuixianhua-2027";
        Answer changed = Caller.of(username, first, port)
                .form("/desk/password", "/desk/password", "now", first, "wanted", own, "again", own);
        assertThat(changed.status()).isEqualTo(200);
        return Caller.of(username, own, port);
    }

    private static void anotherCitysTreeComesInOneFile(ConfigurableApplicationContext context, String password) {
        Caller admin = withAPasswordOfTheirOwn(context, password);
        imported(
                admin,
                "/desk/units/import",
                "代码,名称,类别,上级代码,职能\n350200,厦门市,市,,\n350203,思明区,区县,350200,\n350203001,厦港街道,街道,350203,\n");
        assertThat(admin.get("/desk/units").body()).contains("厦门市", "思明区").doesNotContain("芗城区");
        assertThat(admin.get("/desk/setup").body()).contains("厦门市，1 个区县，1 个街道");
        assertThat(admin.get("/desk/setup/check").body()).contains("厦港街道没有督办员：逾期将上报区县");
        assertThat(admin.get("/api/units").body()).doesNotContain("漳州市");
    }

    /** In two steps, as a person does it: look, then confirm. */
    private static String imported(Caller admin, String page, String file) {
        Answer preview = previewed(admin, page, file);
        Answer done = admin.form(
                page,
                page + "/apply",
                "content",
                hidden(preview, "content"),
                "previewed",
                hidden(preview, "previewed"));
        assertThat(done.status()).as(done.body()).isIn(200, 302);
        return preview.body();
    }

    private static Answer previewed(Caller admin, String page, String file) {
        admin.get(page);
        Answer preview =
                admin.send(page, new Multipart().file("file", "sample.csv", file.getBytes(StandardCharsets.UTF_8)));
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        return preview;
    }

    private static String withOneOfEachPost(String people) {
        Set<String> posts = new HashSet<>();
        return people.lines()
                .filter(line -> posts.add(line.replaceFirst("^[^,]*,[^,]*,[^,]*,", "")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String hidden(Answer page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        assertThat(field.find()).as(page.body()).isTrue();
        return field.group(1).replace("&#43;", "+").replace("&#61;", "=");
    }

    private static void assertOnlyTheAdministratorIsThere(ConfigurableApplicationContext context, String password) {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        Answer first = Caller.of("admin", password, port).get("/engine-rest/user");
        assertThat(first.status())
                .as("a password from the log is to be changed first")
                .isEqualTo(403);
        assertThat(first.reason()).contains("修改密码");
        assertThat(context.getBean(IdentityService.class).createUserQuery().list())
                .extracting(User::getId)
                .containsExactly("admin");
        assertThat(Caller.of("clerk", port).get("/engine-rest/user").status()).isEqualTo(401);
        assertThat(Caller.nobody(port).get("/").body()).doesNotContain("dispatcher", "演示账号");
        assertThat(Caller.nobody(port)
                        .get("/actuator/health")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("UP");
        assertThat(Caller.nobody(port).get("/camunda/app/admin/default/setup/").status())
                .as("the engine's own first-run setup")
                .isIn(401, 403, 404);
    }

    private ConfigurableApplicationContext start(String... more) {
        String[] arguments = {
            "--server.port=0",
            "--spring.datasource.url=jdbc:h2:file:" + data.resolve("ganxian") + ";MODE=MySQL;LOCK_TIMEOUT=10000",
            "--ganxian.encryption-key-file=" + data.resolve("encryption.key"),
            "--camunda.bpm.job-execution.enabled=false"
        };
        return new SpringApplicationBuilder(GanxianApplication.class)
                .listeners(doorsOpen)
                .run(StringUtils.concatenateStringArrays(arguments, more));
    }
}
