package org.ganxian.organization.people;

import java.util.LinkedHashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.ganxian.organization.People;
import org.ganxian.organization.Person;
import org.ganxian.organization.passwords.Passwords;
import org.ganxian.platform.Audit;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.DeskPage;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** 修改密码: everybody on staff their own. All their sessions end with the old password. */
@DeskPage
@RequestMapping("/desk/password")
@RequiredArgsConstructor
class PasswordPage {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";

    private final CurrentActor currentActor;
    private final People people;
    private final IdentityService identityService;
    private final Audit audit;

    @GetMapping
    ModelAndView form() {
        return page(me(), Map.of(), false, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView change(
            @RequestParam(defaultValue = "") String now,
            @RequestParam(defaultValue = "") String wanted,
            @RequestParam(defaultValue = "") String again) {
        Person me = me();
        Map<String, String> wrong = new LinkedHashMap<>();
        if (!identityService.checkPassword(me.username(), now)) {
            wrong.put("now", "现在的密码不正确，或输错次数过多，请过几分钟再试");
        }
        Passwords.problem(wanted, me.username(), me.name()).ifPresent(problem -> wrong.put("wanted", problem));
        if (wanted.equals(now)) {
            wrong.putIfAbsent("wanted", "新密码不能与现在的密码相同");
        }
        if (!wanted.equals(again)) {
            wrong.put("again", "两次输入的新密码不一致");
        }
        if (!wrong.isEmpty()) {
            return page(me, wrong, false, HttpStatus.BAD_REQUEST);
        }
        boolean first = me.mustChangePassword();
        User user = identityService.createUserQuery().userId(me.username()).singleResult();
        user.setPassword(wanted);
        identityService.saveUser(user);
        audit.record(currentActor.get(), "password-changed", me.username());
        return page(me, Map.of(), true, HttpStatus.OK)
                .addObject("next", first && people.isAdministrator(me.username()) ? "/desk/setup" : TASKLIST);
    }

    private Person me() {
        return currentActor.username().flatMap(people::find).orElseThrow(() -> Refusal.forbidden("只有工作人员可以修改密码"));
    }

    private static ModelAndView page(Person me, Map<String, String> wrong, boolean changed, HttpStatus status) {
        return new ModelAndView("desk/password", status)
                .addObject("wrong", wrong)
                .addObject("changed", changed)
                .addObject("username", me.username())
                .addObject("first", me.mustChangePassword() && !changed)
                .addObject("minLength", Passwords.MIN_LENGTH);
    }
}
