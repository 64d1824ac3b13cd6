package io.tributary.chassis.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.store.Documents;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

/** An operation under a key whose service loses its database before it is begun, or before its answer is kept. */
class RepeatingWithoutADatabaseTest {
    private static final String DONE = "{\"done\":true}";
    private final List<Exception> told = new ArrayList<>();
    private final Away documents = new Away();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private final class Away implements Documents {
        private boolean away;

        private void reach() {
            if (away) {
                throw new DataAccessResourceFailureException("away");
            }
        }

        @Override
        public Optional<Document> find(String kind, String id) {
            reach();
            return Optional.empty();
        }

        @Override
        public List<Document> all(String kind) {
            return List.of();
        }

        @Override
        public boolean write(String kind, String id, long expected, String body) {
            reach();
            return true;
        }

        @Override
        public void delete(String kind, String id) {
            reach();
        }
    }

    private void ask(FilterChain operation) throws Exception {
        var request = new MockHttpServletRequest("POST", "/operations/projections/shelves/audit");
        request.addHeader("Idempotency-Key", "a-key");
        new RepeatedOperations(documents, (_, _, _, failure) -> {
            told.add(failure);
            return new ModelAndView();
        }, Clock.systemUTC()).doFilter(request, response, operation);
    }

    @Test
    void is_told_so_and_nothing_is_begun() throws Exception {
        documents.away = true;
        ask((_, _) -> {
            throw new IOException("begun");
        });
        assertThat(told).singleElement().isInstanceOf(DataAccessResourceFailureException.class);
    }

    @Test
    void is_told_what_was_done_although_that_cannot_be_kept() throws Exception {
        ask((_, answer) -> {
            answer.getWriter().write(DONE);
            documents.away = true;
        });
        assertThat(told).isEmpty();
        assertThat(response.getContentAsString()).isEqualTo(DONE);
    }

    @Test
    void is_told_of_a_refusal_although_its_claim_cannot_be_given_back() throws Exception {
        ask((_, answer) -> {
            ((HttpServletResponse) answer).setStatus(409);
            documents.away = true;
        });
        assertThat(told).isEmpty();
        assertThat(response.getStatus()).isEqualTo(409);
    }
}
