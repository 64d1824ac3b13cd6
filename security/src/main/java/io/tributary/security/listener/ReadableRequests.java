package io.tributary.security.listener;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away a request whose query, form or media type cannot be read, before anything tries to. */
final class ReadableRequests extends OncePerRequestFilter {
    private static final int ESCAPE = 3;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isText(request.getQueryString())) {
            PlainProblem.write(response, HttpStatus.BAD_REQUEST, PlainProblem.INVALID, "The query is not percent-encoded text.");
        } else if (!isOneMediaType(request.getContentType())) {
            PlainProblem.write(response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type",
                    "Content-Type names one media type, such as application/json.");
        } else {
            pass(request, response, chain);
        }
    }

    /** Forms are read late, by whoever asks for a parameter first. */
    private static void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException e) {
            if (response.isCommitted()) {
                throw e;
            }
            PlainProblem.write(response, HttpStatus.BAD_REQUEST, PlainProblem.INVALID, "The form is not percent-encoded text.");
        }
    }

    /** Whether percent signs are followed by two hexadecimal digits, and what they stand for is UTF-8 without NUL. */
    static boolean isText(@Nullable String query) {
        if (query == null) {
            return true;
        }
        var bytes = new ByteArrayOutputStream(query.length());
        for (int i = 0; i < query.length(); i++) {
            char next = query.charAt(i);
            if (next != '%') {
                bytes.write(next);
            } else if (i + ESCAPE <= query.length() && isHex(query.charAt(i + 1)) && isHex(query.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(query, i + 1, i + ESCAPE));
                i += ESCAPE - 1;
            } else {
                return false;
            }
        }
        return isUtf8WithoutNul(bytes.toByteArray());
    }

    private static boolean isHex(char digit) {
        return HexFormat.isHexDigit(digit);
    }

    private static boolean isUtf8WithoutNul(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).chars().noneMatch(next -> next == 0);
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static boolean isOneMediaType(@Nullable String contentType) {
        try {
            return contentType == null || MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }
}
