package io.tributary.gateway.composition;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Takes an id as the owners do, in the one form they write it in: Java would read {@code 1-1-1-1-1} too. */
@ControllerAdvice
class IdsAsTheyAreWritten {
    @InitBinder
    void ids(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new Reader());
    }

    private static final class Reader extends PropertyEditorSupport {
        @Override
        public void setAsText(String text) {
            var id = UUID.fromString(text);
            if (!id.toString().equalsIgnoreCase(text)) {
                throw new IllegalArgumentException("not an id: " + text);
            }
            setValue(id);
        }
    }
}
