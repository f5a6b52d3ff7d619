import {send} from './link.js';

const form = document.querySelector('form');
const button = form.querySelector('button');
const email = form.elements['email'];

form.addEventListener('submit', async event => {
    event.preventDefault();
    email.removeAttribute('aria-invalid');
    button.disabled = true;
    const errors = await send(
        'POST',
        '/api/v1/users/me/forget-password',
        {email: email.value},
        'If there is an account with this address, a link is on its way to it.');
    button.disabled = false;
    if (errors === null) {
        form.hidden = true;
    } else {
        email.setAttribute('aria-invalid', 'true');
        email.focus();
    }
});
