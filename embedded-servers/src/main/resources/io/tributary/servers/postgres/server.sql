-- Whoever is not named below has no business here.
do $$ begin
    execute format('revoke all on database %I from public', current_database());
end $$;
revoke all on database postgres, template1 from public;
revoke all on schema public from public;
