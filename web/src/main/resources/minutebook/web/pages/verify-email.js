import {hasToken, send, token} from './link.js';

const button = document.querySelector('button');

// By a click and not by opening: programs that look into mails open links too.
button.addEventListener('click', async () => {
    button.disabled = true;
    const errors = await send(
        'PUT', '/api/v1/users/verify', {token}, 'Thank you: your mail address is verified.');
    button.disabled = errors === null;
    button.hidden = errors === null;
});
button.disabled = !hasToken();
