#!/bin/sh
# PostgreSQL's image runs this once, with a new database. roster_migrator makes the tables; roster, which the replicas are,
# reads and writes rows and nothing else. The passwords come from the environment and are shown to no log.
set -eu

psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres --quiet <<'SQL'
\getenv migrator_password ROSTER_MIGRATOR_PASSWORD
\getenv password ROSTER_PASSWORD
create role roster_migrator login password :'migrator_password';
create role roster login password :'password';
create database roster owner roster_migrator;
revoke connect, temporary on database roster from public;
grant connect on database roster to roster;
\connect roster
revoke create on schema public from public;
grant create, usage on schema public to roster_migrator;
grant usage on schema public to roster;
alter default privileges for role roster_migrator in schema public grant select, insert, update, delete on tables to roster;
alter default privileges for role roster_migrator in schema public grant usage, select on sequences to roster;
SQL
