"""Django REST framework with its serializers, as its documentation shows them."""

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.http.ConditionalGetMiddleware", "django.middleware.common.CommonMiddleware"],
    INSTALLED_APPS=["rest_framework"],
    REST_FRAMEWORK={
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "UNAUTHENTICATED_USER": None,
    },
    USE_TZ=True,
    APPEND_SLASH=False,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import serializers, status  # noqa: E402
from rest_framework.exceptions import NotFound  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402

import directory  # noqa: E402


class UserSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(min_length=1, max_length=200)
    age = serializers.IntegerField(min_value=0, max_value=150)


class PageSerializer(serializers.Serializer):
    limit = serializers.IntegerField(min_value=1, max_value=500, default=50)
    sort = serializers.ChoiceField(["id", "age"], default="id")
    minAge = serializers.IntegerField(min_value=0, max_value=150, default=None)
    maxAge = serializers.IntegerField(min_value=0, max_value=150, default=None)


class UserView(APIView):
    def get(self, request, user_id):
        user = directory.find_user(user_id)
        if user is None:
            raise NotFound()
        return Response(UserSerializer(user).data)


class UsersView(APIView):
    def get(self, request):
        page = PageSerializer(data=request.query_params)
        page.is_valid(raise_exception=True)
        users = directory.list_users(*(page.validated_data[name] for name in ("limit", "sort", "minAge", "maxAge")))
        return Response(UserSerializer(users, many=True).data)

    def post(self, request):
        if not directory.may_write(request.headers.get("Authorization")):
            return Response(status=status.HTTP_401_UNAUTHORIZED)
        serializer = UserSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        user = directory.create_user(**serializer.validated_data)
        return Response(user, status=status.HTTP_201_CREATED, headers={"Location": f"/api/users/{user['id']}"})


urlpatterns = [path("api/users", UsersView.as_view()), path("api/users/<int:user_id>", UserView.as_view())]
app = get_wsgi_application()
