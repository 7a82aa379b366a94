package org.ganxian.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.ganxian.engine.EngineGroups;
import org.ganxian.engine.Roster;
import org.ganxian.platform.Refusal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What may be asked of the engine's REST API, at /engine-rest and at the webapps' own door alike. All staff read and
 * work tasks; whoever has Cockpit reads more; the rest is for the engine's administrators, except what would change a
 * case behind its flow's back: that is for nobody. On which tasks and processes is for the engine's authorizations,
 * which come after.
 */
@RequiredArgsConstructor
class EngineDoor extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private static final List<Rule> STAFF = List.of(
            new Rule(READING, "/engine|/version|/filter(/.*)?|/(user|group)(/.*)?|/identity/.*|/authorization/check"),
            new Rule(READING, "/task(/(?!report).*)?|/history/user-operation(/count)?"),
            new Rule(READING, "/process-definition(/(?!.*statistics).*)?"),
            new Rule(Set.of("POST"), "/(task|group)(/count)?|/filter/[^/]+/(list|count|singleResult)"),
            new Rule(Set.of("POST"), "/task/[^/]+/(claim|unclaim|complete|submit-form)"),
            new Rule(Set.of("POST"), "/process-definition/(key/)?[^/]+/submit-form"),
            new Rule(Set.of("PUT"), "/user/[^/]+/credentials"));

    private static final List<Rule> COCKPIT = List.of(
            new Rule(READING, "/(?!authorization|metrics|optimize|schema|telemetry|tenant).*"),
            new Rule(
                    Set.of("POST"),
                    "/(process-instance|execution|variable-instance|job|job-definition|external-task|"
                            + "history/(process-instance|activity-instance|task|detail|variable-instance|job-log))(/count)?"));

    /** Queries of Cockpit that are no part of the REST API; they would count cases for whoever may see a diagram. */
    private static final String COCKPITS_OWN = "/camunda/api/cockpit/";

    /** Scripts and styles. Cockpit's page loads them for whoever is logged in, before it says that they may not use it. */
    private static final Pattern COCKPITS_FILES = Pattern.compile(COCKPITS_OWN + "plugin/[^/]+/static/.*");

    /** Of Cockpit's own, what knows by itself of which part of the city to tell. */
    private static final Pattern LIMITED = Pattern.compile(COCKPITS_OWN + "plugin/ganxian/.*");

    /** What of the REST API counts cases whatever the rights to see them. */
    private static final Pattern CITY_WIDE = Pattern.compile(".*(statistics|report).*");

    /** Writes that only a flow may do. */
    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private static final Rule FREE_TEXT = new Rule(WRITING, "/.*/(comment|attachment|annotation|set-annotation)(/.*)?");
    private static final List<Rule> FLOW_ONLY = List.of(
            new Rule(WRITING, "/task/.*|/message|/signal|/condition|/process-instance/(message|variables)-async"),
            new Rule(WRITING, "/execution/[^/]+/(signal|messageSubscriptions/.*)|/.*/(localV|v)ariables(/.*)?"),
            new Rule(WRITING, "/process-definition/.*/(start|restart|restart-async)"));

    private record Rule(Set<String> methods, Pattern path) {
        Rule(Set<String> methods, String path) {
            this(methods, Pattern.compile(path));
        }

        boolean matches(String method, String asked) {
            return methods.contains(method) && path.matcher(asked).matches();
        }
    }

    private final EngineUser engineUser;
    private final Roster roster;
    private final AuthorizationService authorizationService;
    private final EngineAnswer answer;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Authentication> caller = engineUser.caller(request);
        String path = path(request);
        Optional<Refusal> refusal = caller.flatMap(c -> refusal(c, request.getMethod(), path));
        if (refusal.isPresent()) {
            answer.refuse(response, refusal.get());
        } else if (caller.isPresent() && isCityWide(path) && !seesWholeCity(caller.get())) {
            // Cockpit asks for it whoever has it open; a refusal would cover its page with messages.
            answer.nothing(response, path.endsWith("/count"));
        } else {
            // Whoever is not logged in is turned away by the door itself.
            chain.doFilter(request, response);
        }
    }

    private Optional<Refusal> refusal(Authentication caller, String method, String path) {
        if (!roster.mayWork(caller.getName())) {
            return Optional.of(Refusal.forbidden("您的账号已停用，请联系系统管理员"));
        } else if (COCKPITS_FILES.matcher(path).matches()) {
            return Optional.empty();
        } else if (path.startsWith(COCKPITS_OWN)) {
            return isAdministrator(caller) || hasCockpit(caller) ? Optional.empty() : Optional.of(notYours());
        } else if (matches(STAFF, method, path)) {
            return Optional.empty();
        } else if (FREE_TEXT.matches(method, path)) {
            return Optional.of(Refusal.forbidden("请在任务表单中填写说明，此处不保存文字和附件"));
        } else if (matches(FLOW_ONLY, method, path)) {
            return Optional.of(Refusal.forbidden("诉求只能通过任务表单办理，不能在此直接改动"));
        } else if (isAdministrator(caller) || matches(COCKPIT, method, path) && hasCockpit(caller)) {
            return Optional.empty();
        }
        return Optional.of(notYours());
    }

    private static boolean isCityWide(String path) {
        return path.startsWith(COCKPITS_OWN)
                ? !LIMITED.matcher(path).matches()
                        && !COCKPITS_FILES.matcher(path).matches()
                : CITY_WIDE.matcher(path).matches();
    }

    private boolean seesWholeCity(Authentication caller) {
        return isAdministrator(caller)
                || authorizationService.isUserAuthorized(
                        caller.getName(),
                        groups(caller),
                        ProcessDefinitionPermissions.READ_INSTANCE,
                        Resources.PROCESS_DEFINITION,
                        Authorization.ANY);
    }

    private static Refusal notYours() {
        return Refusal.forbidden("您没有权限做这件事");
    }

    private static boolean matches(List<Rule> rules, String method, String path) {
        return rules.stream().anyMatch(rule -> rule.matches(method, path));
    }

    private static boolean isAdministrator(Authentication caller) {
        return groups(caller).contains(EngineGroups.ADMINISTRATORS);
    }

    private boolean hasCockpit(Authentication caller) {
        return authorizationService.isUserAuthorized(
                caller.getName(), groups(caller), Permissions.ACCESS, Resources.APPLICATION, "cockpit");
    }

    private static List<String> groups(Authentication caller) {
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
    }

    /** The decoded path below the REST root, with or without the engine's name in it. */
    private static String path(HttpServletRequest request) {
        String below = (request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo()))
                .replaceFirst("^(/engine-rest|/camunda/api/engine)", "")
                .replaceFirst("^/engine/[^/]+(?=/.)", "");
        return below.length() > 1 && below.endsWith("/") ? below.substring(0, below.length() - 1) : below;
    }
}
