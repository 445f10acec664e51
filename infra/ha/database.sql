-- Once, on the primary: RINGFENCE_PASSWORD=… psql --host 10.0.0.1 --username postgres --file database.sql
\set ON_ERROR_STOP on
\getenv password RINGFENCE_PASSWORD
create role ringfence login createrole password :'password';
create database ringfence owner ringfence template template0 encoding 'UTF8' locale 'C.UTF-8';
