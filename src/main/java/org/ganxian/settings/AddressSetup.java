package org.ganxian.settings;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.ganxian.organization.setup.SetupPart;
import org.springframework.stereotype.Component;

/** Whether residents can open what leads to this system. */
@Component
@RequiredArgsConstructor
class AddressSetup implements SetupPart {

    private static final String PAGE = "/desk/settings/" + PublicAddressSection.ID;

    private final PublicAddress address;

    @Override
    public List<Step> steps() {
        boolean opens = address.opensFromOutside();
        return List.of(new Step(70, "对外网址", opens, address.of("/") + (opens ? "" : "，群众从外面打不开"), PAGE));
    }

    @Override
    public List<Missing> missing() {
        return address.opensFromOutside()
                ? List.of()
                : List.of(new Missing("通知和文书", "对外网址是 " + address.of("/") + "：通知里的网址和文书上的二维码群众打不开", PAGE));
    }
}
