package org.ganxian.world.walk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ViewportSize;

/** Camunda Tasklist as a member of staff uses it. */
class Tasklist {

    final Page page;

    private Tasklist(Page page) {
        this.page = page;
    }

    static Tasklist loggedInAs(String username, Page page) {
        Browsers.enter(page, username, "tasklist");
        page.navigate("/camunda/app/tasklist/default/");
        assertThat(page.getByText("全部任务")).isVisible();
        return new Tasklist(page);
    }

    /** With a first password, in whose place they choose their own. */
    static Tasklist comesFirst(Page page, String username, String first, String own) {
        page.navigate("/camunda/app/tasklist/default/");
        Browsers.logIn(page, username, first);
        page.waitForURL("**/desk/password");
        page.locator("[name=now]").fill(first);
        page.locator("[name=wanted]").fill(own);
        page.locator("[name=again]").fill(own);
        page.getByText("修改", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("重新登录").click();
        Browsers.logIn(page, username, own);
        assertThat(page.getByText("全部任务")).isVisible();
        return new Tasklist(page);
    }

    Tasklist list(String name) {
        page.locator(".task-filters").getByText(name).click();
        return this;
    }

    Locator card(String task, String number) {
        return page.locator("li.task")
                .filter(new Locator.FilterOptions().setHasText(task))
                .filter(new Locator.FilterOptions().setHasText(number));
    }

    Tasklist opens(String task, String number) {
        list("全部任务");
        card(task, number).click();
        assertThat(panel()).containsText(number);
        return this;
    }

    /** The demand above the form. */
    Locator panel() {
        return page.locator(".gx-panel");
    }

    Tasklist claims() {
        page.getByText("领取", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".fjs-container fieldset[disabled]")).hasCount(0);
        assertThat(panel()).not().containsText("领取任务后可见");
        return this;
    }

    Tasklist chooses(String option) {
        form().getByLabel(option, new Locator.GetByLabelOptions().setExact(true))
                .check();
        return this;
    }

    /** The first choice of each question, and of those that it asks: what is most often answered stands first. */
    Tasklist choosesWhatIsMostFrequent() {
        Locator questions = form().locator(".fjs-form-field-radio");
        for (int i = 0; i < questions.count(); i++) {
            questions.nth(i).locator("input").first().check();
        }
        return this;
    }

    Tasklist picks(String label, String option) {
        Locator field = form().locator(".fjs-form-field-select").filter(new Locator.FilterOptions().setHasText(label));
        field.locator(".fjs-input-group").click();
        field.locator(".fjs-dropdownlist-item")
                .filter(new Locator.FilterOptions().setHasText(option))
                .first()
                .click();
        return this;
    }

    Tasklist writes(String label, String text) {
        form().getByLabel(label).fill(text);
        return this;
    }

    /** Scrolls to the demand. */
    Tasklist top() {
        page.locator(".task-details .content").evaluate("part => part.scrollTop = 0");
        return this;
    }

    /** A line says what was handed in; nobody has to scroll for it on the screen of an office. */
    Tasklist submits() {
        canSubmitWithoutScrolling();
        String what = page.locator(".task-details h2.task").innerText().strip() + " "
                + panel().locator(".gx-number").innerText();
        submit().click();
        assertThat(said()).containsText("已提交 " + what);
        return this;
    }

    private Locator submit() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("提交"));
    }

    /** As the task stands when it is opened. */
    Tasklist canSubmitWithoutScrolling() {
        top();
        ViewportSize window = page.viewportSize();
        page.setViewportSize(1366, 768);
        String task = page.locator(".task-details h2.task").innerText();
        assertThat(isInSight(submit())).as("提交 is in sight: " + task).isTrue();
        assertThat(lowestEdge(form().locator(".fjs-form-field")))
                .as("All that is asked for stands above it: " + task)
                .isLessThanOrEqualTo(submit().boundingBox().y);
        page.setViewportSize(window.width, window.height);
        return this;
    }

    private static double lowestEdge(Locator parts) {
        return ((Number) parts.evaluateAll("all => Math.max(...all.map(one => one.getBoundingClientRect().bottom))"))
                .doubleValue();
    }

    Locator said() {
        return page.locator(".gx-said");
    }

    /** Whether this can be pressed as the window stands. */
    private static boolean isInSight(Locator what) {
        return (boolean) what.evaluate("part => { const box = part.getBoundingClientRect();"
                + " const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);"
                + " return box.top >= 0 && box.bottom <= innerHeight && part.contains(top); }");
    }

    Locator form() {
        return page.locator(".fjs-container");
    }
}
