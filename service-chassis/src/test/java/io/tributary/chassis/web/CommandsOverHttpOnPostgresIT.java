package io.tributary.chassis.web;

@ParcelsOnPostgres
class CommandsOverHttpOnPostgresIT extends CommandsOverHttpContract {}
