import {hasToken, send, token} from './link.js';

const button = document.querySelector('button');

// By a click and not by opening: programs that look into mails open links too.
button.addEventListener('click', async () => {
    button.disabled = true;
    const errors = await send(
        'POST',
        '/api/v1/mail/unsubscribe/' + encodeURIComponent(token),
        null,
        'Done: you get no more mails about projects. You can switch them on again in your account.');
    button.disabled = errors === null;
    button.hidden = errors === null;
});
button.disabled = !hasToken();
