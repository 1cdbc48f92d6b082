package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.io.IOException;
import java.net.HttpURLConnection;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Has every watch be one that is pinged. The client watches by websocket, where a connection that has died without a word is
 * found by the pings. When a handshake fails by an input or output error, or with 503, it would go on with a plain request, which
 * has no pings over HTTP/1.1, for as long as that lives. So such a failure is told as another one, after which it lists and tries
 * the websocket again.
 */
final class PingedWatches extends OkHttpClientFactory {
    @Override
    protected void additionalConfig(OkHttpClient.Builder builder) {
        builder.addInterceptor(PingedWatches::handshake);
    }

    private static Response handshake(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        if (!"websocket".equalsIgnoreCase(request.header("Upgrade"))) {
            return chain.proceed(request);
        }
        try {
            Response answer = chain.proceed(request);
            return answer.code() == HttpURLConnection.HTTP_UNAVAILABLE
                    ? answer.newBuilder()
                            .code(HttpURLConnection.HTTP_INTERNAL_ERROR)
                            .build()
                    : answer;
        } catch (IOException e) {
            return new Response.Builder()
                    .request(request)
                    .protocol(Protocol.HTTP_1_1)
                    .code(HttpURLConnection.HTTP_INTERNAL_ERROR)
                    .message("no answer: " + e.getMessage())
                    .body(ResponseBody.create("", null))
                    .build();
        }
    }
}
