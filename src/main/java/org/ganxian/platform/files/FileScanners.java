package org.ganxian.platform.files;

import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import lombok.extern.slf4j.Slf4j;
import org.ganxian.platform.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;
import xyz.capybara.clamav.ClamavClient;
import xyz.capybara.clamav.ClamavException;
import xyz.capybara.clamav.commands.scan.result.ScanResult;

/** The scanner that the settings name. */
@Configuration(proxyBeanMethods = false)
@Slf4j
class FileScanners {

    @Bean
    @ConditionalOnMissingBean
    FileScanner fileScanner(@Value("${ganxian.uploads.clamd}") String clamd) {
        if (!StringUtils.hasText(clamd)) {
            log.info("No ganxian.uploads.clamd is set: uploads are checked by type and size only");
            return content -> true;
        }
        int colon = clamd.lastIndexOf(':');
        InetSocketAddress server = InetSocketAddress.createUnresolved(
                clamd.substring(0, colon), Integer.parseInt(clamd.substring(colon + 1)));
        return content -> isClean(server, content);
    }

    private static boolean isClean(InetSocketAddress server, byte[] content) {
        try {
            return new ClamavClient(server.getHostString(), server.getPort()).scan(new ByteArrayInputStream(content))
                    instanceof ScanResult.OK;
        } catch (ClamavException notAnswering) {
            log.error("The virus scanner at {} does not answer", server, notAnswering);
            throw Refusal.unavailable("暂时不能检查文件是否安全，没有保存，请稍后再试");
        }
    }
}
