package org.ganxian.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

class HashedNamesTest {

    private final ResourceUrlProvider files = mock(ResourceUrlProvider.class);

    @Test
    void aFileWithAHashIsNamedByIt() throws Exception {
        given(files.getForLookupPath("/ganxian.css")).willReturn("/ganxian-0af1.css");

        assertThat(written("", "/ganxian.css")).isEqualTo("/ganxian-0af1.css");
        assertThat(written("/city", "/city/ganxian.css")).isEqualTo("/city/ganxian-0af1.css");
    }

    @Test
    void aLinkIsNotTakenForAFile() throws Exception {
        for (String link :
                new String[] {"/desk/cases?page=2", "/portal/track", "/", "https://example.org/ganxian.css", ""}) {
            assertThat(written("", link)).isEqualTo(link);
        }
        verifyNoInteractions(files);
    }

    /** As a page behind the filter writes it. */
    private String written(String root, String url) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContextPath(root);
        String[] written = new String[1];
        ObjectProvider<ResourceUrlProvider> provider =
                new StaticListableBeanFactory(Map.of("files", files)).getBeanProvider(ResourceUrlProvider.class);
        new HashedNames(provider, "/ganxian*.css", "/ganxian*.js")
                .doFilter(
                        request,
                        new MockHttpServletResponse(),
                        (req, response) -> written[0] = ((HttpServletResponse) response).encodeURL(url));
        return written[0];
    }
}
