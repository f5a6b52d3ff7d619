import {hasToken, say, send, token} from './link.js';

const form = document.querySelector('form');
const button = form.querySelector('button');
const password = form.elements['new_password'];
const repeated = form.elements['repeated'];

/** Says what is wrong with a field, marks it, and goes there. */
function fault(field, text) {
    field.setAttribute('aria-invalid', 'true');
    say(text, 'bad');
    field.focus();
}

form.addEventListener('submit', async event => {
    event.preventDefault();
    password.removeAttribute('aria-invalid');
    repeated.removeAttribute('aria-invalid');
    if (password.value !== repeated.value) {
        fault(repeated, 'The two passwords differ.');
        return;
    }
    button.disabled = true;
    const errors = await send(
        'PUT',
        '/api/v1/users/me/forget-password',
        {token, new_password: password.value},
        'Your password is changed. You can log in with it now.');
    button.disabled = false;
    if (errors === null) {
        form.reset();
        form.hidden = true;
    } else if (errors.new_password) {
        fault(password, errors.new_password);
    }
});
button.disabled = !hasToken();
