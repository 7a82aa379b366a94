package org.ganxian.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.web.Client;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps one address from knocking too often on the public doors. Staff who are logged in are not counted. */
class RateLimit implements HandlerInterceptor {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int ADDRESSES = 100_000;

    private final Cache<String, Bucket> creating;
    private final Cache<String, Bucket> querying;
    private final RateLimits limits;

    RateLimit(RateLimits limits) {
        this.limits = limits;
        // A bucket nobody touched for a period is full again: nothing is lost by forgetting it.
        this.creating = Caffeine.newBuilder()
                .expireAfterAccess(PERIOD)
                .maximumSize(ADDRESSES)
                .build();
        this.querying = Caffeine.newBuilder()
                .expireAfterAccess(PERIOD)
                .maximumSize(ADDRESSES)
                .build();
    }

    /** @throws Refusal 429 when the address has used up its calls */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isStaff()) {
            return true;
        }
        boolean creates = HttpMethod.POST.matches(request.getMethod());
        int perMinute = creates ? limits.create() : limits.query();
        ConsumptionProbe probe = (creates ? creating : querying)
                .get(Client.of(request), address -> bucket(perMinute))
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Refusal.tooOften("操作过于频繁，请稍后再试", Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        return true;
    }

    private static boolean isStaff() {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        return login != null && login.isAuthenticated() && !(login instanceof AnonymousAuthenticationToken);
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .build();
    }
}
