// Where the pages start: styles, the seat's settings, then the page that the path names.
import { mount } from 'svelte';
import App from './App.svelte';
import './theme/tokens.css';
import './theme/base.css';
import { settings } from './theme/settings.svelte';

settings.open(location.pathname);
// A page of a place begins at its top, wherever the lobby was left.
history.scrollRestoration = 'manual';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
