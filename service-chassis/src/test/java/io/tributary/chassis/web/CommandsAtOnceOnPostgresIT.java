package io.tributary.chassis.web;

@ParcelsOnPostgres
class CommandsAtOnceOnPostgresIT extends CommandsAtOnceContract {}
