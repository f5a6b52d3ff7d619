-- The numbers of users and projects. A number that is drawn for a command that is then refused is never used.
create sequence book.user_number;
create sequence book.project_number;

grant usage on sequence book.user_number, book.project_number to minutebook_app;
