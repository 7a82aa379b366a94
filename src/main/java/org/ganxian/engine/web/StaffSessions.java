package org.ganxian.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.ganxian.engine.Roster;
import org.ganxian.engine.Roster.Account;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends the session of whoever has a new password since, and, when they have been told so, of whoever is off duty. */
@RequiredArgsConstructor
class StaffSessions extends OncePerRequestFilter {

    private final Roster roster;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        Optional<String> user = EngineUser.sessionUser(request);
        if (session == null || user.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Account> account = roster.account(user.get());
        if (account.isPresent() && isOlder(session, account.get())) {
            session.invalidate();
        }
        chain.doFilter(request, response);
        HttpSession left = request.getSession(false);
        if (account.filter(Account::active).isEmpty() && left != null) {
            left.invalidate();
        }
    }

    /** The webapps make a new session at each login. */
    private static boolean isOlder(HttpSession session, Account account) {
        return account.passwordChangedAt() != null
                && session.getCreationTime() < account.passwordChangedAt().toEpochMilli();
    }
}
