package org.ganxian.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
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
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What may be asked of the engine's REST API, at /engine-rest and at the webapps' own doors alike: what
 * {@link EngineCalls} names for whoever asks. On which tasks and processes is for the engine's authorizations, which
 * come after.
 */
@RequiredArgsConstructor
class EngineDoor extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** Queries of Cockpit that are no part of the REST API; they would count cases for whoever may see a diagram. */
    private static final String COCKPITS_OWN = "/camunda/api/cockpit/";

    /** Scripts and styles. Cockpit's page loads them for whoever is logged in, before it says that they may not use it. */
    private static final Pattern COCKPITS_FILES = Pattern.compile(COCKPITS_OWN + "plugin/[^/]+/static/.*");

    /** Of Cockpit's own, what knows by itself of which part of the city to tell. */
    private static final Pattern LIMITED = Pattern.compile(COCKPITS_OWN + "plugin/ganxian/.*");

    /** What of the REST API counts cases whatever the rights to see them. */
    private static final Pattern CITY_WIDE = Pattern.compile(".*(statistics|report).*");

    private static final Pattern FREE_TEXT =
            Pattern.compile("/.*/(comment|attachment|annotation|set-annotation)(/.*)?");

    private static final Pattern PASSWORD = Pattern.compile("/user/([^/]+)/credentials");

    /** What the product keeps itself, and why nobody changes it here. */
    private static final Map<String, String> KEPT = Map.of(
            "/deployment", "流程、表单和规则随系统版本发布，不能在这里部署或删除",
            "/user", "人员由干线维护，不能在这里改动，请到 /desk/people",
            "/group", "人员由干线维护，不能在这里改动，请到 /desk/people",
            "/tenant", "人员由干线维护，不能在这里改动",
            "/authorization", "权限由干线按岗位给出，不能在这里改动",
            "/filter", "任务列表由干线维护，不能在这里改动");

    private final EngineCalls calls = new EngineCalls();
    private final EngineUser engineUser;
    private final Roster roster;
    private final AuthorizationService authorizationService;
    private final EngineAnswer answer;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Authentication> caller = engineUser.caller(request);
        String path = path(request);
        Optional<Refusal> refusal = refusal(caller.orElse(null), request.getMethod(), path);
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

    private Optional<Refusal> refusal(@Nullable Authentication caller, String method, String path) {
        EngineCalls.Caller named = calls.of(method, path);
        if (named == EngineCalls.Caller.ANYBODY) {
            return Optional.empty();
        } else if (caller == null) {
            // The engine's own doors know how to ask for a login; the webapps' others do not.
            return path.startsWith("/camunda/") && !path.startsWith(COCKPITS_OWN)
                    ? Optional.of(Refusal.forbidden("请先登录"))
                    : Optional.empty();
        } else if (!roster.mayWork(caller.getName())) {
            return Optional.of(Refusal.forbidden("您的账号已停用，请联系系统管理员"));
        }
        Matcher password = PASSWORD.matcher(path);
        if (password.matches() && !password.group(1).equals(caller.getName())) {
            return Optional.of(Refusal.forbidden("密码由本人修改；忘记的，请系统管理员在 /desk/people 重设"));
        }
        boolean may = switch (named) {
            case ANYBODY, STAFF -> true;
            case COCKPIT -> isAdministrator(caller) || hasCockpit(caller);
            case ADMINISTRATOR -> isAdministrator(caller);
            case NOBODY -> false;
        };
        return may ? Optional.empty() : Optional.of(Refusal.forbidden(why(method, path)));
    }

    private static String why(String method, String path) {
        if (SAFE.contains(method) || path.startsWith("/camunda")) {
            return "您没有权限做这件事";
        } else if (FREE_TEXT.matcher(path).matches()) {
            return "请在任务表单中填写说明，此处不保存文字和附件";
        }
        return KEPT.entrySet().stream()
                .filter(kept -> path.startsWith(kept.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("诉求只能通过任务表单办理，不能在此直接改动");
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
