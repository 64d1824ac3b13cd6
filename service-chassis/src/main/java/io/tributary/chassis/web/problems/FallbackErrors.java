package io.tributary.chassis.web.problems;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what the servlet container reports: failures outside of any handler. */
@Hidden
@RestController
class FallbackErrors implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackErrors.class);

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<Object> error(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            LOG.error("Request failed outside of a handler", failure);
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpStatus.NOT_FOUND.value();
        return Problem.answer(status == HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "The service failed.")
                : MvcProblemAdvice.byStatus(HttpStatus.valueOf(status)));
    }
}
