package org.ganxian.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.SharedBuckets;
import org.ganxian.platform.web.Client;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps one address from knocking too often on the public doors, whichever node answers. A tenth of the limit each node
 * counts for itself, so that a usual visit writes nothing; the rest is counted over all nodes. N nodes thus let N - 1
 * tenths more through, and no more. Who has few calls left is asked a question ({@link Challenges}) by the doors that place
 * something. Staff who are logged in are not counted.
 */
class RateLimit implements HandlerInterceptor {

    static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int ADDRESSES = 100_000;
    private static final int FREE_SHARE = 10;
    private static final long PERCENT = 100;

    private final Cache<String, Bucket> creating;
    private final Cache<String, Bucket> querying;
    private final RateLimits limits;
    private final SharedBuckets shared;

    RateLimit(RateLimits limits, SharedBuckets shared) {
        this.limits = limits;
        this.shared = shared;
        this.creating = buckets();
        this.querying = buckets();
    }

    /** A bucket nobody touched for a period is full again: nothing is lost by forgetting it. */
    private static Cache<String, Bucket> buckets() {
        return Caffeine.newBuilder()
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
        int here = Math.max(1, perMinute / FREE_SHARE);
        String address = Client.of(request);
        if ((creates ? creating : querying).get(address, a -> bucket(here)).tryConsume(1)) {
            return true;
        }
        SharedBuckets.Taken taken = perMinute == here
                ? new SharedBuckets.Taken(0, Optional.of(PERIOD))
                : shared.take((creates ? "create " : "query ") + address, perMinute - here, PERIOD);
        taken.nextIn().ifPresent(wait -> {
            throw Refusal.tooOften("操作过于频繁，请稍后再试", wait);
        });
        if (creates && taken.left() * PERCENT < (long) perMinute * limits.challengeBelow()) {
            Challenges.mark(request);
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
