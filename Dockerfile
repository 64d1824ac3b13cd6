# One image recipe for every service: docker build --build-arg MODULE=user-service .
FROM maven:3.9-eclipse-temurin-25 AS build
ARG MODULE
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -pl ${MODULE} -am -DskipTests package \
 && java -Djarmode=tools -jar ${MODULE}/target/${MODULE}-*-exec.jar extract --destination /app \
 && mv /app/*-exec.jar /app/app.jar

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 tributary
WORKDIR /app
COPY --from=build /app .
USER tributary
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75"
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=12 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"status\":\"UP\"' <&3"]
ENTRYPOINT ["java", "-jar", "app.jar"]
